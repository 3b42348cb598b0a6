/** What the framed page tells `widget.js`: how tall it is, in CSS pixels. Holds nothing private. */
export interface HeightMessage {
  type: "twogate:height";
  height: number;
}

/** No list or form is taller; a frame that asks for more is broken. */
const heightMax = 20_000;

/** The height to give the frame, or `undefined` for anything but a sane message of this kind. */
export function heightIn(data: unknown): number | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const { type, height } = data as Partial<HeightMessage>;
  const isSane = typeof height === "number" && height > 0 && height <= heightMax;
  return type === "twogate:height" && isSane ? Math.ceil(height) : undefined;
}
