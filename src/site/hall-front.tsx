import type { VNode } from "preact";

/** The front of the hall as a linocut: sun rays, cornice, arched windows, the steps. Decorative. */

const centre = 240;
const ground = 372;

function Rays(): VNode {
  const count = 15;
  const reach = 335;
  const first = (212 / 180) * Math.PI;
  const spread = (116 / 180) * Math.PI;
  const rays = Array.from({ length: count }, (_, index) => {
    const from = first + (index * spread) / count;
    const to = from + spread / count / 2;
    const at = (angle: number) =>
      `${(centre + reach * Math.cos(angle)).toFixed(0)} ${(300 + reach * Math.sin(angle)).toFixed(0)}`;
    return `M${centre} 300L${at(from)}L${at(to)}z`;
  });
  return <path class="hall-rays" d={rays.join("")} />;
}

function ArchedWindow({ x, y, tall }: { x: number; y: number; tall: number }): VNode {
  const wide = 34;
  return (
    <g>
      <path
        class="hall-glass"
        d={`M${x} ${y + tall}V${y + 17}a17 17 0 0 1 ${wide} 0V${y + tall}z`}
      />
      <path
        class="hall-bars"
        d={`M${x + 17} ${y}V${y + tall}M${x} ${y + 20}H${x + wide}M${x} ${y + 20 + (tall - 20) / 2}H${x + wide}`}
      />
      <path class="hall-sill" d={`M${x - 5} ${y + tall}h${wide + 10}v6h-${wide + 10}z`} />
    </g>
  );
}

function FlatWindow({ x, y }: { x: number; y: number }): VNode {
  return (
    <g>
      <path class="hall-glass" d={`M${x} ${y}h34v36h-34z`} />
      <path class="hall-bars" d={`M${x + 17} ${y}v36M${x} ${y + 18}h34`} />
      <path class="hall-sill" d={`M${x - 4} ${y + 36}h42v5h-42z`} />
    </g>
  );
}

const columns = [72, 128, 318, 374];

function Door(): VNode {
  return (
    <g>
      <path class="hall-stone" d="M184 372V268a56 56 0 0 1 112 0V372z" />
      <path class="hall-dark" d="M196 372V270a44 44 0 0 1 88 0V372z" />
      <path
        class="hall-fan"
        d="M240 270V226M240 270L209 239M240 270L271 239M240 270L199 254M240 270L281 254M196 272H284"
      />
      <path class="hall-leaf" d="M204 280h32v92h-32zM244 280h32v92h-32z" />
      <path class="hall-fan" d="M229 326v10M251 326v10" />
    </g>
  );
}

/** `sign`: the name cut over the door, at most about 24 letters. */
export function HallFront({ sign }: { sign: string }): VNode {
  return (
    <svg class="hall" viewBox="0 0 480 392" aria-hidden="true" focusable="false">
      <Rays />
      <path class="hall-wall" d="M44 372V96H436V372z" />
      <path class="hall-stone" d="M30 78H450V98H30zM38 66H442V78H38zM150 66L240 26L330 66z" />
      <circle class="hall-seal" cx={centre} cy="51" r="9" />
      <path class="hall-stone" d="M44 184H436V214H44z" />
      <text class="hall-sign" x={centre} y="206" text-anchor="middle" textLength="300">
        {sign.toUpperCase()}
      </text>
      {columns.map((x) => (
        <FlatWindow key={x} x={x} y={122} />
      ))}
      <FlatWindow x={196} y={122} />
      <FlatWindow x={250} y={122} />
      {columns.map((x) => (
        <ArchedWindow key={x} x={x} y={238} tall={96} />
      ))}
      <Door />
      <path class="hall-stone" d={`M164 ${ground}H316V382H164zM150 382H330V392H150z`} />
      <path class="hall-pole" d="M240 26V2" />
      <path class="hall-flag" d="M241 2q18-5 34 2t32 0v18q-16 6-32 0t-34-2z" />
    </svg>
  );
}
