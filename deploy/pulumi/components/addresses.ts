/** The /20 of this number, 0 to 15, of a /16. */
export function subnetOf(cidr: string, number: number): string {
  const [first, second] = cidr.split(".");
  return `${first}.${second}.${16 * number}.0/20`;
}

/** The upper half of a /16. */
export function upperHalfOf(cidr: string): string {
  const [first, second] = cidr.split(".");
  return `${first}.${second}.128.0/17`;
}
