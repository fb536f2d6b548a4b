import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CONTRACTS } from '../app';
import { openApiDocument } from './openapi';

// `npm run openapi` writes the committed document; with --check it only says whether that is still true.
const file = resolve(__dirname, '../../docs/openapi.json');
const text = `${JSON.stringify(openApiDocument(CONTRACTS), null, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(file, text);
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('docs/openapi.json differs from the contracts: run npm run openapi and commit it');
  process.exitCode = 1;
}
