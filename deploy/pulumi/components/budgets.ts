/** Who is told, and when: the simulated bill of a cloud, and shares of it in percent. */
export interface BudgetArgs {
  scenario: string;
  /** A month. */
  usd: number;
  /** Of what was spent. */
  warnPercent: number;
  /** Of what the cloud expects of the whole month. */
  fullPercent: number;
  /** Of what was spent. */
  overPercent: number;
}
