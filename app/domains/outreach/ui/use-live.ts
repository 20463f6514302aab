import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const everyMs = 2_000;

/** Reads the page's figures again while something moves, as long as somebody looks. */
export function useLive(moves: boolean) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!moves || state !== "idle") return;
    const timer = setTimeout(() => document.visibilityState === "visible" && revalidate(), everyMs);
    return () => clearTimeout(timer);
  }, [moves, state, revalidate]);
}
