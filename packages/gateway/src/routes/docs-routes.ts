import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Route, RoutePlugin, RouteResponse } from './route.js';

const require = createRequire(import.meta.url);

/** What the page needs of swagger-ui; nothing else in the folder is served. */
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

/** `GET /docs`: the OpenAPI document as a page that needs no internet. Files are read when somebody looks. */
export function docsRoutes(title: string): RoutePlugin {
  const page: RouteResponse = { headers: { 'content-type': 'text/html; charset=utf-8' }, body: pageOf(title) };
  return {
    name: 'docs',
    routes: () => [
      { method: 'GET', path: '/docs', answer: () => page },
      ...Object.entries(ASSETS).map(([name, type]): Route => ({ method: 'GET', path: `/docs/${name}`, answer: () => assetOf(name, type) })),
    ],
  };
}

async function assetOf(name: string, type: string): Promise<RouteResponse> {
  const folder = dirname(require.resolve('@fastify/swagger-ui/package.json'));
  return { headers: { 'content-type': type, 'cache-control': 'max-age=3600' }, body: await readFile(join(folder, 'static', name)) };
}

function pageOf(title: string): string {
  const text = title.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${text}</title><link rel="stylesheet" href="docs/swagger-ui.css"></head>
<body><div id="ui"></div><script src="docs/swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({ url: 'openapi.json', dom_id: '#ui' });</script></body>
</html>
`;
}
