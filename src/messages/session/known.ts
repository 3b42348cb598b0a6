/** A fact that a message cannot do without. Throws when it is missing: the caller's mistake. */
export function known<T>(fact: T | undefined, name: string): T {
  if (fact === undefined) throw new Error(`this message needs the fact ${name}`);
  return fact;
}
