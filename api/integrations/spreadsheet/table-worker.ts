import { readFile } from 'node:fs/promises';
import { answerTasks } from '@api/threads';
import { readTable } from '.';

answerTasks<{ file: string }>(async ({ file }) => readTable(await readFile(file)));
