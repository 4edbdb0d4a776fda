#!/usr/bin/env node
// A file of its own, outside of dist, so that `npm ci` in a checkout links the command before the first build.
const { main } = await import('@zedflow/cli').catch((error) => {
  const isUnbuilt = error.code === 'ERR_MODULE_NOT_FOUND' && /[\\/]dist[\\/]/.test(error.message);
  if (!isUnbuilt) throw error;
  process.stderr.write('error zedflow is not built in this checkout: run `npm run build`\n');
  process.exit(1);
});

await main(process.argv.slice(2));
