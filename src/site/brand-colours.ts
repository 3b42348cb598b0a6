/** What an operator's one colour becomes on a page. All are "#rrggbb". */
export interface BrandColours {
  /** The colour itself, for large areas. */
  accent: string;
  /** Readable on `accent`. */
  onAccent: string;
  /** As near to `accent` as text on paper, and white text on it, stay readable. */
  text: string;
  /** A shade darker than `text`, for what the pointer is on. */
  textDeep: string;
}

type Rgb = [red: number, green: number, blue: number];

const paper = "#f4ecdc";
const ink = "#231b16";

/** WCAG 2.2, 1.4.3: the least for text of ordinary size. */
const contrastMin = 4.5;
/** A colour darkened this often is nearly black, which is readable. */
const stepsMax = 40;
const darker = 0.92;

/** The colours of a page in an operator's accent, readable whatever the accent is. */
export function brandColours(accent: string): BrandColours {
  let text = accent;
  for (let step = 0; step < stepsMax && contrast(text, paper) < contrastMin; step += 1) {
    text = darkened(text, darker);
  }
  return {
    accent,
    onAccent: contrast("#ffffff", accent) >= contrast(ink, accent) ? "#ffffff" : ink,
    text,
    textDeep: darkened(text, 0.8),
  };
}

/** The contrast ratio of two colours, from 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [darkest = 0, lightest = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lightest + 0.05) / (darkest + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = channelsOf(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const darkened = (colour: string, factor: number): string =>
  `#${channelsOf(colour)
    .map((channel) =>
      Math.round(channel * factor)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;

const channelsOf = (colour: string): Rgb => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
];
