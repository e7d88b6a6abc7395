// node watch.cjs PLAN.json: opens a page that `policyc build --watch` serves, saves the policy again and again, and
// prints as JSON what a reader sees, and after how many milliseconds: `written` until the file was, `ms` until it was
// seen. Never reloads a page by hand. Judges nothing; test_watch.py does.
// PLAN: {url, file, built, shots, saves: [{text, shows, gone, panel}]}. After each save, `shows` must come to be in the
// page, `gone` must be out of it, and the panel must appear (true) or go (false). While there is one, `shots` gets
// pictures of it.
// NODE_PATH finds axe-core and playwright-core, CHROMIUM is the browser to start.
'use strict';
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Without these flags Chromium calls home at every start; as root it needs --no-sandbox. The page is our own.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
const PATIENCE = 60_000;

// As most editors do it: a new file, put in the place of the old one.
function save(file, text) {
  fs.writeFileSync(`${file}.tmp`, text);
  fs.renameSync(`${file}.tmp`, file);
}

// In the page.
function isSo({ shows, gone, panel }) {
  const text = document.body.innerText;
  return (shows === undefined || text.includes(shows)) && (gone === undefined || !text.includes(gone)) &&
    (panel === undefined || Boolean(document.querySelector('.policyc-preview')) === panel);
}

function seenNow() {
  const panel = document.querySelector('.policyc-preview');
  return {
    panel: panel ? panel.innerText : null,
    place: panel ? panel.querySelector('.place')?.innerText ?? null : null,
    panelTop: panel ? panel.getBoundingClientRect().top : null,
    heading: document.querySelector('main h1')?.innerText ?? null,
    mark: document.querySelector('.mark')?.innerText ?? null,
    width: document.scrollingElement.scrollWidth <= document.documentElement.clientWidth,
    scrolled: scrollY,
  };
}

async function look(browser, plan, name, options) {
  const page = await (await browser.newContext({ ...options, bypassCSP: true })).newPage();
  await page.goto(plan.url);
  await page.screenshot({ path: path.join(plan.shots, `${name}.png`) });
  const fits = await page.evaluate(() => document.scrollingElement.scrollWidth <= document.documentElement.clientWidth);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    tags => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), AXE_TAGS);
  await page.context().close();
  return { name, fits, violations: violations.flatMap(v => v.nodes.map(n => `${v.id} ${n.target.join(' ')}: ${n.failureSummary}`)) };
}

async function main(plan) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  const facts = { console: [], elsewhere: [], saves: [], views: [] };
  try {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    page.on('console', m => facts.console.push(`${m.type()}: ${m.text()}`));
    page.on('pageerror', e => facts.console.push(`exception: ${e}`));
    const [ours, data] = [new URL('/', plan.url).href, 'data:'];
    page.on('request', r => { if (!r.url().startsWith(ours) && !r.url().startsWith(data)) facts.elsewhere.push(r.url()); });
    await page.goto(plan.url);
    facts.first = await page.evaluate(seenNow);
    await page.evaluate(() => scrollTo({ top: 900, behavior: 'instant' }));
    for (const { text, ...wanted } of plan.saves) {
      const start = performance.now();
      save(plan.file, text);
      await page.waitForFunction(isSo, wanted, { timeout: PATIENCE, polling: 10 });
      const seen = Math.round(performance.now() - start);
      const written = Math.round(fs.statSync(plan.built).mtimeMs - fs.statSync(plan.file).mtimeMs);
      facts.saves.push({ ms: seen, written, ...await page.evaluate(seenNow) });
      if (wanted.panel) {
        for (const [name, options] of [
          ['light', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
          ['dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }],
          ['narrow', { viewport: { width: 375, height: 700 }, colorScheme: 'light' }],
          ['narrow-dark', { viewport: { width: 375, height: 700 }, colorScheme: 'dark' }],
        ]) facts.views.push(await look(browser, plan, name, options));
      }
    }
    console.log(JSON.stringify(facts));
  } finally {
    await browser.close();
  }
}

main(JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))).catch(error => { console.error(error.stack); process.exit(2); });
