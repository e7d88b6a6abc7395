// node browser.cjs PAGE.html [PRINT.pdf]: prints as JSON what a real browser makes of a page, and prints the page to
// PRINT.pdf as its reader would. Judges nothing; test_pages.py does.
// NODE_PATH finds axe-core and playwright-core, CHROMIUM is the browser to start.
'use strict';
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// Without these flags Chromium calls home at every start; as root it needs --no-sandbox. The page is our own.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
// WCAG 1.4.12: what a reader may set without losing text.
const TEXT_SPACING = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
  ' p { margin-bottom: 2em !important }';

// The functions below run in the page.

function describeWidth() {
  const scrolls = e => /auto|scroll|hidden/.test(getComputedStyle(e).overflowX);
  const contained = e => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (scrolls(p)) return true;
    return false;
  };
  const tooWide = [...document.body.querySelectorAll('*')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.right > innerWidth + 1 && !contained(e);
  });
  return {
    page: document.scrollingElement.scrollWidth,
    viewport: document.documentElement.clientWidth,
    tooWide: tooWide.slice(0, 5).map(e => e.outerHTML.slice(0, 120)),
  };
}

function findClippedText() {
  return [...document.body.querySelectorAll('*')].filter(e => {
    const style = getComputedStyle(e);
    const clips = /hidden|clip/.test(style.overflow + style.overflowX + style.overflowY);
    // An element of one pixel is the usual way to leave text to screen readers only.
    const forScreenReaders = e.clientWidth <= 1 || e.clientHeight <= 1;
    const overflows = e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1;
    return clips && !forScreenReaders && overflows && e.innerText;
  }).map(e => e.outerHTML.slice(0, 120));
}

function describeMarkup() {
  const elements = [...document.querySelectorAll('*')];
  const attributes = elements.flatMap(e => [...e.attributes].map(a => ({ e, name: a.name, value: a.value })));
  const found = list => list.map(({ e, name, value }) => `<${e.localName} ${name}="${value.slice(0, 80)}">`);
  return {
    lang: document.documentElement.lang,
    title: document.title,
    h1: document.querySelectorAll('h1').length,
    viewportMeta: document.querySelector('meta[name=viewport]') !== null,
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy" i]')?.content ?? null,
    // A block of data is no script (HTML, 4.12.1): nothing in it is run.
    scripts: [...document.scripts].filter(e => e.type !== 'application/ld+json').map(e => e.outerHTML.slice(0, 120)),
    landmarks: [...document.querySelectorAll('header, main, nav, footer')].map(e => e.localName),
    headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(e => Number(e.localName[1])),
    styleAttributes: found(attributes.filter(a => a.name === 'style')),
    eventAttributes: found(attributes.filter(a => a.name.startsWith('on'))),
    scriptLinks: found(attributes.filter(a => /^\s*javascript:/i.test(a.value))),
  };
}

function background() {
  const [body, root] = [document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor);
  return body === 'rgba(0, 0, 0, 0)' ? root : body;
}

async function open(browser, href, requests, options) {
  const context = await browser.newContext(options);
  await context.route(url => /^(https?|wss?|ftp):$/.test(url.protocol), route => route.abort()); // never really asked for
  const page = await context.newPage();
  page.on('request', r => { if (!/^(file|data|blob|about):/.test(r.url())) requests.add(r.url()); });
  return page;
}

// In the page: everything that moves, and whether a jump to a heading would.
function describeMotion() {
  return { animations: document.getAnimations().length, scrolling: getComputedStyle(document.documentElement).scrollBehavior };
}

// In the page: the element that has the focus, if a reader can see that it does.
function describeFocus() {
  const e = document.activeElement;
  if (e === document.body || e === document.documentElement) return null;
  const lines = [...e.getClientRects()];
  const box = lines[0];
  const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const style = getComputedStyle(e);
  return {
    name: `${e.localName} ${e.getAttribute('href') ?? e.textContent.trim().slice(0, 40)}`,
    covered: seen !== e && !e.contains(seen) && !(seen?.contains(e) && seen.localName !== 'header'),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    height: Math.max(...lines.map(line => line.height)),
  };
}

// In the page: what the keyboard should reach, in the order of the document.
function focusable() {
  return [...document.querySelectorAll('a[href], summary, [tabindex="0"]')]
    .filter(e => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
    .map(e => `${e.localName} ${e.getAttribute('href') ?? e.textContent.trim().slice(0, 40)}`);
}

// In the page: where each heading comes to stand when its link in the contents list is followed.
function followContents() {
  document.documentElement.style.scrollBehavior = 'auto';
  return [...document.querySelectorAll('nav a[href^="#"]')].map(link => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return { link: link.hash, target: null };
    link.click();
    const box = target.getBoundingClientRect();
    const seen = document.elementFromPoint(box.left + 2, box.top + box.height / 2);
    return { link: link.hash, target: target.localName, text: target.textContent, says: link.textContent,
      visible: seen === target || target.contains(seen) };
  });
}

const VIEWS = [
  ...['light', 'dark'].flatMap(colorScheme => [1280, 768, 320].map(width => ({ name: `${colorScheme} ${width}`, width, colorScheme }))),
  { name: 'forced colours', width: 1280, colorScheme: 'dark', forcedColors: 'active' },
  { name: 'reduced motion', width: 768, colorScheme: 'light', reducedMotion: 'reduce' },
];

// A browser whose reader set its letters twice as large (WCAG 1.4.4).
const LARGE_TEXT = '--blink-settings=defaultFontSize=32';
const LARGE_VIEWS = [1280, 768].map(width => ({ name: `text 200 % ${width}`, width, colorScheme: 'light' }));

async function readView(browser, href, requests, { name, width, ...media }) {
  // bypassCSP lets axe in, and shows the requests that the page's own policy would have stopped.
  const page = await open(browser, href, requests, { ...media, viewport: { width, height: 800 }, bypassCSP: true });
  await page.goto(href);
  const view = { name, colorScheme: media.colorScheme, width, background: await page.evaluate(background),
    layout: await page.evaluate(describeWidth), motion: await page.evaluate(describeMotion) };
  await page.evaluate(() => document.querySelectorAll('details').forEach(e => { e.open = true; }));
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    tags => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), AXE_TAGS);
  view.violations = violations.flatMap(v => v.nodes.map(n => `${v.id} [${v.impact}] ${n.target.join(' ')}: ${n.failureSummary}`));
  await page.addStyleTag({ content: TEXT_SPACING });
  view.spacedLayout = await page.evaluate(describeWidth);
  view.clippedWhenSpaced = await page.evaluate(findClippedText);
  await page.context().close();
  return view;
}

async function readUnderOwnPolicy(browser, href, requests) {
  const page = await open(browser, href, requests, { viewport: { width: 1280, height: 800 } });
  const consoleMessages = [];
  page.on('console', m => consoleMessages.push(`${m.type()}: ${m.text()}`));
  page.on('pageerror', e => consoleMessages.push(`exception: ${e}`));
  await page.goto(href);
  const markup = await page.evaluate(describeMarkup);
  await page.context().close();
  return { ...markup, console: consoleMessages };
}

// Tab from the address bar to the end of the page, and notes where the focus comes.
async function readKeyboard(browser, href, requests, width) {
  const page = await open(browser, href, requests, { viewport: { width, height: 800 }, reducedMotion: 'reduce', bypassCSP: true });
  await page.goto(href);
  const wanted = await page.evaluate(focusable);
  const reached = [];
  for (let n = 0; n < wanted.length + 2; n += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(describeFocus);
    if (focus === null) break;
    reached.push(focus);
  }
  const contents = await page.evaluate(followContents);
  await page.context().close();
  return { width, wanted, reached, contents };
}

async function print(browser, href, requests, file) {
  const page = await open(browser, href, requests, { viewport: { width: 1280, height: 800 } });
  await page.goto(href);
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: false });
  await page.context().close();
}

async function main(file, paper) {
  const href = pathToFileURL(path.resolve(file)).href;
  const start = (...flags) => chromium.launch({ executablePath: process.env.CHROMIUM, args: [...FLAGS, ...flags] });
  const [browser, large] = [await start(), await start(LARGE_TEXT)];
  try {
    const requests = new Set();
    const facts = await readUnderOwnPolicy(browser, href, requests);
    facts.views = [];
    for (const view of VIEWS) facts.views.push(await readView(browser, href, requests, view));
    for (const view of LARGE_VIEWS) facts.views.push(await readView(large, href, requests, view));
    facts.keyboard = [];
    for (const width of [1280, 320]) facts.keyboard.push(await readKeyboard(browser, href, requests, width));
    if (paper) await print(browser, href, requests, paper);
    facts.requests = [...requests];
    console.log(JSON.stringify(facts));
  } finally {
    await browser.close();
    await large.close();
  }
}

main(process.argv[2], process.argv[3]).catch(error => { console.error(error.stack); process.exit(2); });
