// node figure.cjs PAGE.html: prints as JSON how the figures of a page come out in a real browser, at each width and on
// paper. Judges nothing; test_figure.py does. NODE_PATH finds playwright-core, CHROMIUM is the browser to start.
'use strict';
const path = require('path');
const { pathToFileURL } = require('url');
const { chromium } = require('playwright-core');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];
// WCAG 1.4.12: what a reader may set without losing text.
const TEXT_SPACING = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }';
const WIDTHS = [1280, 768, 705, 704, 375, 320]; // the drawing changes at 44rem

// Runs in the page. Every number of a text is in the units of its drawing, but for its size: that is in pixels.
function describe() {
  const inside = (box, x, y) => box.x <= x && x <= box.x + box.width && box.y <= y && y <= box.y + box.height;
  const shown = [...document.querySelectorAll('.flows svg')].filter(svg => svg.getClientRects().length > 0);
  const numbers = box => ({ x: box.x, y: box.y, width: box.width, height: box.height });
  return shown.map(svg => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const boxes = [...svg.querySelectorAll('rect')].map(rect => rect.getBBox());
    return {
      layout: svg.getAttribute('class'),
      left: svg.getBoundingClientRect().left,
      right: svg.getBoundingClientRect().right,
      texts: [...svg.querySelectorAll('text')].map(text => {
        const [x, y] = [Number(text.getAttribute('x')), Number(text.getAttribute('y'))];
        const around = boxes.filter(box => inside(box, x, y)).sort((a, b) => a.width - b.width)[0] ?? svg.viewBox.baseVal;
        return {
          text: text.textContent,
          pixels: parseFloat(getComputedStyle(text).fontSize) * scale,
          at: numbers(text.getBBox()),
          around: numbers(around),
        };
      }),
    };
  });
}

async function main(file) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  const context = await browser.newContext({ bypassCSP: true });
  await context.route(url => /^(https?|wss?|ftp):$/.test(url.protocol), route => route.abort());
  const page = await context.newPage();
  const views = [];
  const view = async (name, width) => {
    await page.setViewportSize({ width, height: 900 });
    views.push({ name, width, drawings: await page.evaluate(describe) });
  };
  try {
    await page.goto(pathToFileURL(path.resolve(file)).href);
    for (const width of WIDTHS) await view('screen', width);
    await page.emulateMedia({ media: 'print' });
    for (const width of [620, 320]) await view('print', width); // 164 mm, and a browser that prints for a small screen
    await page.emulateMedia({ media: 'screen' });
    await page.addStyleTag({ content: TEXT_SPACING });
    for (const width of [1280, 320]) await view('spaced', width);
    console.log(JSON.stringify(views));
  } finally {
    await browser.close();
  }
}

main(process.argv[2]).catch(error => { console.error(error.stack); process.exit(2); });
