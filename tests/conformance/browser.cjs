// node browser.cjs PAGE.html: prints as JSON what a real browser makes of a page. Judges nothing; test_pages.py does.
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
    scripts: [...document.scripts].map(e => e.outerHTML.slice(0, 120)),
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

async function readView(browser, href, requests, colorScheme, width) {
  // bypassCSP lets axe in, and shows the requests that the page's own policy would have stopped.
  const page = await open(browser, href, requests, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
  await page.goto(href);
  const view = { colorScheme, width, background: await page.evaluate(background), layout: await page.evaluate(describeWidth) };
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

async function main(file) {
  const href = pathToFileURL(path.resolve(file)).href;
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  try {
    const requests = new Set();
    const facts = await readUnderOwnPolicy(browser, href, requests);
    facts.views = [];
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [1280, 320]) facts.views.push(await readView(browser, href, requests, colorScheme, width));
    }
    facts.requests = [...requests];
    console.log(JSON.stringify(facts));
  } finally {
    await browser.close();
  }
}

main(process.argv[2]).catch(error => { console.error(error.stack); process.exit(2); });
