/** What a signed link is good for. One for another purpose opens nothing. */
export type LinkPurpose =
  | "accept"
  | "decline"
  | "cancel"
  | "complete"
  | "no-experience"
  | "view"
  | "onboard";
