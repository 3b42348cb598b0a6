/** Confetti, unless the guest asks for little motion. Loaded only when there is something to cheer. */
export async function celebrate(): Promise<void> {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const { default: confetti } = await import("canvas-confetti");
  // Without its worker: a content security policy need not allow blob scripts for a party.
  const throwConfetti = confetti.create(undefined, { resize: true, useWorker: false });
  await throwConfetti({
    particleCount: 120,
    spread: 80,
    origin: { y: 0.35 },
    colors: ["#8c2f1b", "#d9a441", "#1f4a3d", "#23415e", "#f4ecdc"],
    disableForReducedMotion: true,
  });
}
