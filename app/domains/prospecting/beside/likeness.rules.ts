import type { PlaceFigures } from "../market/place-figures.rules";

/** Why a prospect is like another, and how much each reason counts; the sum is how alike they are, 100 at most. */
export const likeness = { city: 30, department: 10, industry: 20, size: 15, kind: 10, score: 15 } as const;
export type LikenessCode = keyof typeof likeness;

export interface AlikeProspect {
  id: string;
  name: string;
  city: string | null;
  leadScore: number;
  /** 0–100. */
  alike: number;
  reasons: Array<LikenessCode>;
}
export interface BesideProspect {
  city: string | null;
  department: string | null;
  /** What open files say of its arrondissement, city or department. */
  place: PlaceFigures | null;
  /** Others in the same city that the reader reaches. */
  neighbours: number;
  alike: Array<AlikeProspect>;
}
