import type * as z from "zod";
import { fieldOf, sayIssue } from "./issue-words.ts";
import { type ProblemViolation, problem } from "./problem.ts";

/** No request of this API comes near it; a larger body is a mistake or an attack. */
export const BODY_BYTES_MAX = 64 * 1024;

export type Body<T> = { ok: true; value: T } | { ok: false; response: Response };

/** Reads a JSON body of a known shape, or says which field breaks which rule. */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<Body<T>> {
  const body = await readJson(request);
  return body.ok ? checkBody(body.value, schema) : body;
}

/** Reads a JSON body of any shape. */
export async function readJson(request: Request): Promise<Body<unknown>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) return no(problem("unsupported-media-type"));
  const text = await readText(request, BODY_BYTES_MAX);
  if (text === undefined) return no(problem("body-too-large"));
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return no(problem("invalid-json"));
  }
}

/** Says which field of a body breaks which rule. */
export function checkBody<T>(body: unknown, schema: z.ZodType<T>): Body<T> {
  const result = schema.safeParse(body, { error: sayIssue });
  if (result.success) return { ok: true, value: result.data };
  return no(problem("invalid-request", { violations: result.error.issues.flatMap(violationsOf) }));
}

/** The body as text; `undefined` once it is longer than allowed, whatever its header claims. */
export async function readText(request: Request, bytesMax: number): Promise<string | undefined> {
  if (Number(request.headers.get("content-length")) > bytesMax) return undefined;
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    if (length > bytesMax) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function violationsOf(issue: z.core.$ZodIssue): ProblemViolation[] {
  const field = fieldOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: fieldOf([...issue.path, key]),
      code: "unknown-field",
      message: `There is no field "${key.slice(0, 60)}" here.`,
    }));
  }
  return [{ field, code: "invalid", message: issue.message }];
}

function no(response: Response): { ok: false; response: Response } {
  return { ok: false, response };
}
