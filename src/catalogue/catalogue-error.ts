import type * as z from "zod";

/** A wrong rooms.config.ts. The message has a line "path: rule" for each thing to put right. */
export class CatalogueError extends Error {
  override readonly name = "CatalogueError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`rooms.config.ts is wrong:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

/** A line "path: rule" for each issue that zod found in `input`. */
export function problemsIn(issues: readonly z.core.$ZodIssue[], input: unknown): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => `${pathOf([...issue.path, key])}: is not a known setting`);
    }
    const rule = isMissing(input, issue.path) ? "is missing" : issue.message;
    return [`${pathOf(issue.path)}: ${rule}`];
  });
}

function isMissing(input: unknown, path: readonly PropertyKey[]): boolean {
  let value = input;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return false;
    value = Reflect.get(value, part);
  }
  return value === undefined;
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("");
  return text.replace(/^\./, "") || "rooms.config.ts";
}
