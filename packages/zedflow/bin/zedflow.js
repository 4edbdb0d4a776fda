#!/usr/bin/env node
import { main } from '@zedflow/cli';

await main(process.argv.slice(2));
