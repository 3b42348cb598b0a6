export interface Route {
  method: string;
  /** ":name" stands for one segment: "/v1/refunds/:id". */
  path: string;
  handle(request: Request, parameters: Record<string, string>): Response | Promise<Response>;
}

/** The answer of the first route that fits, undefined when none does. */
export async function answerRoute(
  routes: readonly Route[],
  base: string,
  request: Request,
): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith(base)) return undefined;
  const path = pathname.slice(base.length);
  for (const route of routes) {
    if (route.method !== request.method) continue;
    const parameters = matchPath(route.path, path);
    if (parameters !== undefined) return route.handle(request, parameters);
  }
  return undefined;
}

/** The named segments of a path, decoded. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.replace(/\/$/, "").split("/");
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? "";
    if (part.startsWith(":")) {
      if (segment === "") return undefined;
      parameters[part.slice(1)] = decodeSegment(segment);
    } else if (part !== segment) {
      return undefined;
    }
  }
  return parameters;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
