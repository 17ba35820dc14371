/**
 * Starts to measure this process's own work: what is returned gives the milliseconds of processor time used since. Unlike
 * the clock it does not run while other programs have the processor, so that a limit holds on a busy machine too.
 */
export function startCpuTime(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
}
