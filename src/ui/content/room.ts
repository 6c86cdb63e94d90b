/** How much room a picture gets, before it is there. */
const WIDE = 320;
const HIGH = 340;

/** Size on screen, in CSS pixels, of what has this size; a square when that is not known. */
export function fit(width: unknown, height: unknown): { width: number; height: number } {
  const w = Number(width);
  const h = Number(height);
  if (!(w > 0 && h > 0)) return { width: 240, height: 240 };
  const scale = Math.min(1, WIDE / w, HIGH / h);
  // Extremes are cut: neither a thread nor a tower.
  return { width: Math.max(80, Math.round(w * scale)), height: Math.max(60, Math.round(h * scale)) };
}
