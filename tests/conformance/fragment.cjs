// node fragment.cjs PAGE.html HOST.html…: prints as JSON what a fragment looks like in each host, with its style sheet and
// without, beside the page it comes from. Judges nothing; test_fragment.py does.
// A host links the style sheet as #fragment-css, and its own elements have data-host.
'use strict';
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
const VIEWS = [
  ...[['light', 1280], ['dark', 1280], ['light', 768], ['light', 320], ['dark', 320]]
    .map(([colorScheme, width]) => ({ name: `${colorScheme} ${width}`, width, colorScheme })),
  { name: 'print', width: 700, colorScheme: 'light', media: 'print' },
];
// Axe takes its time, and a rude host breaks its rules without us.
const AXE_VIEWS = ['light 1280', 'dark 1280', 'light 320'];
// What a reader sees of an element: where the fragment and the page may not differ.
const SEEN = ['display', 'position', 'float', 'color', 'backgroundColor', 'fontFamily', 'fontSize', 'fontWeight', 'fontStyle',
  'lineHeight', 'letterSpacing', 'textAlign', 'textTransform', 'textIndent', 'textDecorationLine', 'textDecorationColor',
  'textDecorationThickness', 'listStyleType', 'marginTop', 'marginRight', 'marginBottom', 'marginLeft', 'paddingTop',
  'paddingRight', 'paddingBottom', 'paddingLeft', 'borderTopWidth', 'borderTopStyle', 'borderTopColor', 'borderRightWidth',
  'borderBottomWidth', 'borderBottomColor', 'borderLeftWidth', 'borderLeftColor', 'borderRadius', 'maxWidth', 'width',
  'gridTemplateColumns', 'columnCount', 'hyphens', 'fill', 'stroke'];

// The functions below run in the page.

// Every style of the host's own elements, and of what is drawn before and after them.
function describeHost() {
  return [...document.querySelectorAll('[data-host]')].flatMap(e => [null, '::before', '::after', '::marker'].map(pseudo => {
    const style = getComputedStyle(e, pseudo);
    return [`${e.localName}${pseudo ?? ''}`, Object.fromEntries([...style].map(name => [name, style.getPropertyValue(name)]))];
  }));
}

// The elements of a text in their order, each with what is seen of it.
function describeText([root, names]) {
  const elements = [...document.querySelector(root).querySelectorAll('*')].filter(e => !e.closest('title, desc'));
  return elements.map(e => {
    const style = getComputedStyle(e);
    return [e.localName, Object.fromEntries(names.map(name => [name, style[name]]))];
  });
}

function describeFragment() {
  const box = document.querySelector('.policyc').getBoundingClientRect();
  const style = getComputedStyle(document.querySelector('.policyc-page'));
  return {
    ground: style.backgroundColor, ink: style.color, width: box.width, available: document.querySelector('.policyc').parentElement.clientWidth,
    page: document.scrollingElement.scrollWidth, viewport: document.documentElement.clientWidth,
  };
}

function setStyle(on) {
  document.getElementById('fragment-css').disabled = !on;
  document.querySelectorAll('details').forEach(e => { e.open = true; });
}

async function open(browser, file, { width, media, ...options }) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce', bypassCSP: true, ...options });
  const page = await context.newPage();
  page.messages = [];
  page.on('console', m => page.messages.push(`${m.type()}: ${m.text()}`));
  await page.goto(pathToFileURL(path.resolve(file)).href);
  if (media) await page.emulateMedia({ media });
  return page;
}

async function readPage(browser, file, view) {
  const page = await open(browser, file, view);
  await page.evaluate(() => document.querySelectorAll('details').forEach(e => { e.open = true; }));
  const text = await page.evaluate(describeText, ['main', SEEN]);
  await page.context().close();
  return text;
}

async function readHost(browser, file, view) {
  const page = await open(browser, file, view);
  await page.evaluate(setStyle, false);
  const without = await page.evaluate(describeHost);
  await page.evaluate(setStyle, true);
  const withStyle = await page.evaluate(describeHost);
  const found = { name: view.name, hostElements: without.length, changed: differences(without, withStyle),
    text: await page.evaluate(describeText, ['.policyc-main', SEEN]), ...await page.evaluate(describeFragment) };
  if (AXE_VIEWS.includes(view.name) && !/rude/.test(file)) found.violations = await violations(page);
  found.console = page.messages;
  await page.context().close();
  return found;
}

async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(tags => axe.run('.policyc',
    { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: false }), AXE_TAGS);
  return found.violations.flatMap(v => v.nodes.map(n => `${v.id} ${n.target.join(' ')}: ${n.failureSummary}`));
}

function differences(one, other) {
  return one.flatMap(([name, style], at) => Object.keys(style).filter(key => style[key] !== other[at][1][key])
    .map(key => `${name} ${key}: ${style[key]} → ${other[at][1][key]}`));
}

async function main(page, hosts) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  try {
    const facts = { page: {}, hosts: {} };
    for (const view of VIEWS) facts.page[view.name] = await readPage(browser, page, view);
    for (const host of hosts) {
      const views = [];
      for (const view of VIEWS) {
        const found = await readHost(browser, host, view);
        // A host without a dark scheme shows the light one to everyone.
        const text = facts.page[/light-only/.test(host) ? view.name.replace('dark', 'light') : view.name];
        found.elements = [found.text.length, text.length];
        found.different = text.flatMap(([name, style], at) => SEEN.filter(key => found.text[at]?.[1][key] !== style[key])
          .map(key => `${at} ${name} ${key}: ${style[key]} → ${found.text[at]?.[1][key]}`));
        delete found.text;
        views.push(found);
      }
      facts.hosts[path.basename(host, '.html')] = views;
    }
    delete facts.page;
    console.log(JSON.stringify(facts));
  } finally {
    await browser.close();
  }
}

main(process.argv[2], process.argv.slice(3)).catch(error => { console.error(error.stack); process.exit(2); });
