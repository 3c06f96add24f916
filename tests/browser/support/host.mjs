// A site of somebody else's, on a port of its own: pages with frames of ours.
import http from 'node:http';

/** `site.show(html)` sets the page; `site.address` is where it is; `site.stop()` ends it. */
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
    stop: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}
