/** Two spellings of one mailbox count as one guest: case, and what follows a plus sign. */
export function emailKey(email: string): string {
  return email.toLowerCase().replace(/\+[^@]*@/, "@");
}
