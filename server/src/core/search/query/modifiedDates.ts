/** A stretch of time in milliseconds since the epoch, `from` included, `to` not; open where infinite. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const date = String.raw`\d{4}(?:-\d{1,2}(?:-\d{1,2})?)?|today|yesterday`;
const comparison = new RegExp(`^(<=|>=|<|>|)(${date})$`, "u");
const between = new RegExp(`^(${date}|)\\.\\.(${date}|)$`, "u");
const age = /^(<=|>=|<|>|)(\d{1,4})([hdwmy])$/u;

/** A time as the parts of a date in the machine's own time zone. */
type Parts = [year: number, month: number, day: number, hour: number];

const atParts = ([year, month, day, hour]: Parts): number => new Date(year, month, day, hour).getTime();

/** The day, month or year that a date names; undefined where the calendar has none such. */
function periodOf(text: string, now: number): TimeRange | undefined {
  const today = new Date(now);
  if (text === "today" || text === "yesterday") {
    const day = today.getDate() - (text === "today" ? 0 : 1);
    const dayAt = (offset: number): number => new Date(today.getFullYear(), today.getMonth(), day + offset).getTime();
    return { from: dayAt(0), to: dayAt(1) };
  }
  const [year = 0, month, day] = text.split("-").map(Number);
  if (year < 1000 || (month !== undefined && (month < 1 || month > 12))) return undefined;
  if (month === undefined) return { from: atParts([year, 0, 1, 0]), to: atParts([year + 1, 0, 1, 0]) };
  if (day === undefined) return { from: atParts([year, month - 1, 1, 0]), to: atParts([year, month, 1, 0]) };
  if (day < 1 || new Date(year, month - 1, day).getDate() !== day) return undefined;
  return { from: atParts([year, month - 1, day, 0]), to: atParts([year, month - 1, day + 1, 0]) };
}

/** The time that lies this far back. */
function timeAgo(amount: number, unit: string, now: number): number {
  const then = new Date(now);
  if (unit === "h") then.setHours(then.getHours() - amount);
  else if (unit === "m") then.setMonth(then.getMonth() - amount);
  else if (unit === "y") then.setFullYear(then.getFullYear() - amount);
  else then.setDate(then.getDate() - amount * (unit === "w" ? 7 : 1));
  return then.getTime();
}

/**
 * The times that a value of `modified:` stands for: a day, month or year (`2024-05-01`, `2024-05`, `2024`, `today`,
 * `yesterday`), before or after one (`<`, `<=`, `>`, `>=`), from one to another (`2024-01..2024-03`, an end may be
 * missing), or an age (`7d` or `<7d` for the last seven days, `>1y` for what is older; hours, days, weeks, months,
 * years). Undefined where it is none of these. `now` in milliseconds since the epoch.
 */
export function modifiedRange(value: string, now: number): TimeRange | undefined {
  const text = value.toLowerCase();
  const [, olderOrYounger, amount, unit = "d"] = age.exec(text) ?? [];
  if (amount !== undefined) {
    const then = timeAgo(Number(amount), unit, now);
    return olderOrYounger?.startsWith(">") === true ? { from: -Infinity, to: then } : { from: then, to: Infinity };
  }
  const [, first, last] = between.exec(text) ?? [];
  if (first !== undefined && last !== undefined && first + last !== "") {
    const from = first === "" ? -Infinity : periodOf(first, now)?.from;
    const to = last === "" ? Infinity : periodOf(last, now)?.to;
    return from === undefined || to === undefined || from >= to ? undefined : { from, to };
  }
  const [, sign, named] = comparison.exec(text) ?? [];
  const period = named === undefined ? undefined : periodOf(named, now);
  if (period === undefined) return undefined;
  if (sign === "<") return { from: -Infinity, to: period.from };
  if (sign === "<=") return { from: -Infinity, to: period.to };
  if (sign === ">") return { from: period.to, to: Infinity };
  return sign === ">=" ? { from: period.from, to: Infinity } : period;
}
