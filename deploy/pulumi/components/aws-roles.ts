/** A trust policy: this service may take the role on. */
export function trust(service: string, actions: string[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Principal: { Service: service } }] });
}
