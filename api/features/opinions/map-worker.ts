import { parentPort, workerData } from 'node:worker_threads';
import { computeMap } from '@shared/opinions/compute-map';
import type { OpinionMatrix } from '@shared/opinions/matrix';

/** Computes one map and ends. */
parentPort?.postMessage(computeMap(workerData as OpinionMatrix));
