import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

/**
 * Draws the icons of the add-in: a sheet with a table, one row of it marked as a passage is marked in a document.
 * npx tsx manifests/draw-icons.ts
 */

type Color = readonly [number, number, number, number];
const blue: Color = [15, 108, 189, 255];
const deep: Color = [12, 59, 94, 255];
const white: Color = [255, 255, 255, 255];
const gold: Color = [255, 185, 0, 255];
const pale: Color = [199, 224, 244, 255];

/** A rectangle with round corners; sides are shares of the icon's. */
interface Shape {
  x: number;
  y: number;
  width: number;
  height: number;
  radius: number;
  color: Color;
}
const rows = (from: number, count: number, color: Color, marked: Color | null): Shape[] =>
  Array.from({ length: count }, (_, i) => i).flatMap((i): Shape[] => {
    const y = from + i * 0.155;
    const isMarked = marked !== null && i === 1;
    const paint = isMarked ? marked : color;
    return [
      { x: 0.24, y, width: 0.13, height: 0.085, radius: 0.02, color: paint },
      { x: 0.42, y, width: 0.34, height: 0.085, radius: 0.02, color: paint },
    ];
  });

const colored: readonly Shape[] = [
  { x: 0.02, y: 0.02, width: 0.96, height: 0.96, radius: 0.2, color: blue },
  { x: 0.15, y: 0.13, width: 0.7, height: 0.74, radius: 0.07, color: white },
  { x: 0.15, y: 0.13, width: 0.7, height: 0.2, radius: 0.07, color: deep },
  { x: 0.15, y: 0.24, width: 0.7, height: 0.09, radius: 0, color: deep },
  ...rows(0.4, 3, pale, gold),
];
const outlined: readonly Shape[] = [
  { x: 0.1, y: 0.06, width: 0.8, height: 0.88, radius: 0.1, color: white },
  { x: 0.17, y: 0.28, width: 0.66, height: 0.59, radius: 0.04, color: [0, 0, 0, 0] },
  ...rows(0.38, 3, white, white),
];

const covers = (shape: Shape, x: number, y: number): boolean => {
  const dx = Math.max(shape.x + shape.radius - x, x - (shape.x + shape.width - shape.radius), 0);
  const dy = Math.max(shape.y + shape.radius - y, y - (shape.y + shape.height - shape.radius), 0);
  const inside = x >= shape.x && x < shape.x + shape.width && y >= shape.y && y < shape.y + shape.height;
  return inside && dx * dx + dy * dy <= shape.radius * shape.radius + 1e-9;
};

/** Samples a side of a pixel: edges are smoothed by their share of covered samples. */
const samples = 6;
const pixels = (shapes: readonly Shape[], size: number): Buffer => {
  const raw = Buffer.alloc((size * 4 + 1) * size);
  for (let py = 0; py < size; py++)
    for (let px = 0; px < size; px++) {
      const sum = [0, 0, 0, 0];
      for (let s = 0; s < samples * samples; s++) {
        const x = (px + ((s % samples) + 0.5) / samples) / size;
        const y = (py + (Math.floor(s / samples) + 0.5) / samples) / size;
        const [r, g, b, a] = shapes.findLast((shape) => covers(shape, x, y))?.color ?? [0, 0, 0, 0];
        sum[0] = (sum[0] ?? 0) + r * a;
        sum[1] = (sum[1] ?? 0) + g * a;
        sum[2] = (sum[2] ?? 0) + b * a;
        sum[3] = (sum[3] ?? 0) + a;
      }
      const at = py * (size * 4 + 1) + 1 + px * 4;
      const alpha = sum[3] ?? 0;
      for (let c = 0; c < 3; c++) raw[at + c] = alpha === 0 ? 0 : Math.round((sum[c] ?? 0) / alpha);
      raw[at + 3] = Math.round(alpha / (samples * samples));
    }
  return raw;
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
};
/** A square PNG with 8 bits a channel and alpha (PNG specification, third edition). */
const png = (shapes: readonly Shape[], size: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels(shapes, size), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const here = path.dirname(fileURLToPath(import.meta.url));
const served = path.join(here, '..', 'addin', 'pane', 'public', 'icons');
mkdirSync(served, { recursive: true });
for (const size of [16, 32, 64, 80]) writeFileSync(path.join(served, `icon-${size}.png`), png(colored, size));
writeFileSync(path.join(here, 'color.png'), png(colored, 192));
writeFileSync(path.join(here, 'outline.png'), png(outlined, 32));
