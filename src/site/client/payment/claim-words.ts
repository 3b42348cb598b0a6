/** What a hold keeps for the guest: a room's time, or spots of a session. */
export type Claim = "time" | "spot" | "spots";

export const spotsClaim = (participants: number): Claim => (participants === 1 ? "spot" : "spots");

/** "Your time is", "Your spots are": the beginning of every sentence about a hold. */
export const sayClaim = (claim: Claim): string =>
  `Your ${claim} ${claim === "spots" ? "are" : "is"}`;
