import { type SandboxFault } from './types';

export interface FaultQueue {
  add(fault: SandboxFault): void;
  clear(): void;
  /** The fault for the next request to `path`, which uses up one of its times; oldest first. */
  take(path: string): SandboxFault | null;
}

export function createFaultQueue(): FaultQueue {
  let faults: SandboxFault[] = [];
  return {
    add: (fault) => void faults.push({ ...fault }),
    clear: () => void (faults = []),
    take(path) {
      const fault = faults.find((candidate) => candidate.path === path || candidate.path === '*');
      if (!fault) return null;
      fault.times -= 1;
      if (fault.times <= 0) faults = faults.filter((candidate) => candidate !== fault);
      return fault;
    },
  };
}
