import { printableConfig, readConfig } from './config';

console.log(JSON.stringify(printableConfig(readConfig(process.env)), null, 2));
