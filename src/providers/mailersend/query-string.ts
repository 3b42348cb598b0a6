/** In the bundle this stands for the query builder that the SDK imports: ours sends no query. */
export const stringify = (query: Record<string, string>): string =>
  new URLSearchParams(query).toString();
