/** What a list call asked for; a page or sync token carries it on. */
export interface ListQuery {
  singleEvents: boolean;
  showDeleted: boolean;
  /** UTC epoch milliseconds. */
  timeMin?: number;
  timeMax?: number;
}

/** Where the next incremental sync of one calendar starts. */
export interface SyncToken {
  calendar: string;
  sequence: number;
  generation: number;
  issuedAt: number;
  query: ListQuery;
}

/** Where the next page starts, within a list as it was when its first page was read. */
export interface PageToken {
  calendar: string;
  /** The sort key of the last item shown. */
  after: string;
  /** Changes after this point belong to the next sync. */
  until: number;
  query: ListQuery;
  /** The sync token that the list started from, if it is incremental. */
  since?: number;
}

export function writeToken(kind: "sync" | "page", token: SyncToken | PageToken): string {
  return btoa(JSON.stringify({ kind, ...token })).replaceAll("=", "");
}

export function readToken(kind: "sync", text: string): SyncToken | undefined;
export function readToken(kind: "page", text: string): PageToken | undefined;
export function readToken(kind: string, text: string): SyncToken | PageToken | undefined {
  try {
    const token: unknown = JSON.parse(atob(text));
    if (typeof token !== "object" || token === null || !("kind" in token)) return undefined;
    return token.kind === kind ? (token as unknown as SyncToken | PageToken) : undefined;
  } catch {
    return undefined;
  }
}
