/** The stages a pipeline begins with, in their order. Probability: percent of deals in this stage that are won. */
export const firstStages = [
  { key: "lead", probability: 10, color: "#94a3b8" },
  { key: "qualified", probability: 25, color: "#60a5fa" },
  { key: "demo", probability: 40, color: "#818cf8" },
  { key: "proposal", probability: 50, color: "#a78bfa" },
  { key: "negotiation", probability: 75, color: "#f59e0b" },
  { key: "won", probability: 100, color: "#22c55e" },
  { key: "lost", probability: 0, color: "#ef4444" },
] as const;
