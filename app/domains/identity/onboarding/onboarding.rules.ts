/** The steps of a company's beginning, in order, each with the page that does it. */
export const onboardingSteps = [
  { key: "company", to: "/settings/company" },
  { key: "sender", to: "/settings/company" },
  { key: "legal", to: "/settings/company" },
  { key: "import", to: "/imports/new" },
  { key: "campaign", to: "/campaigns/new" },
  { key: "team", to: "/settings/team" },
] as const;
export type OnboardingStep = (typeof onboardingSteps)[number]["key"];
export const onboardingKeys = onboardingSteps.map(({ key }) => key) as [OnboardingStep, ...Array<OnboardingStep>];

export interface StepState {
  key: OnboardingStep;
  to: string;
  isDone: boolean;
  isDismissed: boolean;
}

/** Done by facts, not by ticking: what is undone again shows again, unless the company put the step aside. */
export function stepsOf(done: Record<OnboardingStep, boolean>, dismissed: ReadonlyArray<string>): Array<StepState> {
  return onboardingSteps.map(({ key, to }) => ({ key, to, isDone: done[key], isDismissed: dismissed.includes(key) }));
}

/** Those that are still to be done. */
export const openSteps = (steps: Array<StepState>) => steps.filter(({ isDone, isDismissed }) => !isDone && !isDismissed);
