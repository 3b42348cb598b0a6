import { expect } from "vitest";
import { CatalogueError, parseCatalogue } from "../../src/catalogue/catalogue.ts";
import { holidayCalendars } from "../../src/catalogue/holidays.ts";
import { soundConfig } from "./config.ts";

/** What is said about a sound config after one value, named by its path, was changed. */
export function problemsAfter(path: (string | number)[], value: unknown): readonly string[] {
  const config: unknown = soundConfig();
  let place: unknown = config;
  for (const part of path.slice(0, -1)) place = Reflect.get(Object(place), part);
  Reflect.set(Object(place), path.at(-1) ?? "", value);
  return problemsOf(config);
}

/** What is said about a config; nothing when it is sound. */
export function problemsOf(config: unknown): readonly string[] {
  try {
    parseCatalogue(config, holidayCalendars);
    return [];
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    for (const problem of error.problems) expect(error.message).toContain(problem);
    return error.problems;
  }
}
