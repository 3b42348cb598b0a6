/**
 * Formatters never change once they are made, and making one costs more than a whole step of a run:
 * those of the same options are shared. Imported before anything that may keep a reference.
 */
for (const name of ["DateTimeFormat", "NumberFormat"] as const) {
  const made = new Map<string, object>();
  Object.defineProperty(Intl, name, {
    value: new Proxy(Intl[name], {
      construct(original, options: unknown[]) {
        const key = JSON.stringify(options);
        const known = made.get(key) ?? Reflect.construct(original, options);
        made.set(key, known);
        return known;
      },
    }),
  });
}
