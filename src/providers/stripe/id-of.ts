/** The id of what Stripe names by its id, or in full where that was asked for. */
export function idOf(reference: string | { id: string } | null): string | undefined {
  return typeof reference === "string" ? reference : reference?.id;
}
