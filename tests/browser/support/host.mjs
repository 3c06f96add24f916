// A site of somebody else's, on a port of its own: pages with frames of ours.
import http from 'node:http';
import { openPage } from './browser.mjs';

/**
 * `site.show(html)` sets the page and `site.open(browser, html, options)` opens it, `init` run before
 * its scripts; `site.address` is where it is; `site.stop()` ends it.
 */
export async function startHost() {
  let shown = '';
  const server = http.createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="fr"><title>Hôte</title><body><h1>Hôte</h1>${shown}`);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    show(html) { shown = html; },
    async open(browser, html, { init, ...options } = {}) {
      shown = html;
      const page = await openPage(browser, options);
      if (init) await page.addInitScript(init);
      await page.goto(this.address);
      return page;
    },
    stop: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}

/** The frame of ours on a host page, once it has its list. */
export async function inner(page, state = 'visible') {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForSelector('#chapters', { state });
  return frame;
}
