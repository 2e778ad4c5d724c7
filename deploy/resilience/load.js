// Replays the demand of the scenario's busiest day against the deployed service, hour by hour, and holds the answers against its objectives.
//   BASE_URL   where the service is, https://chat.example.com
//   SPEED      how many times faster than the day; 24 plays it in an hour
//   SHARE      of the demand, so that a test environment is not overrun
//   DOMAIN     with several workloads, which have a name each below it: the gateway tells them apart by that name
//   TOKEN      sent as a bearer token where it is set
import http from 'k6/http';
import exec from 'k6/execution';
import { check } from 'k6';

const plan = JSON.parse(open('./demand.json'));
const speed = Number(__ENV.SPEED || 24);
const share = Number(__ENV.SHARE || 1);

function stages(rates) {
  return rates.map((rate) => ({ target: Math.max(1, Math.round(rate * share * 60)), duration: `${Math.max(1, Math.round(3600 / speed))}s` }));
}

export const options = {
  scenarios: Object.fromEntries(plan.workloads.map((workload) => [workload.name, {
    executor: 'ramping-arrival-rate',
    exec: 'ask',
    timeUnit: '60s',
    startRate: stages(workload.hourly_rps)[0].target,
    stages: stages(workload.hourly_rps),
    preAllocatedVUs: 50,
    maxVUs: Math.max(100, Math.ceil(Math.max(...workload.hourly_rps) * share * 60)),
  }])),
  // The first byte of a streamed answer comes with its first token. An error comes soon and is no answer.
  thresholds: Object.fromEntries(plan.workloads.flatMap((workload) => [
    [`${workload.metric === 'ttft' ? 'http_req_waiting' : 'http_req_duration'}{scenario:${workload.name}}`,
      [`p(${workload.percentile})<${workload.target_ms}`]],
    [`http_req_failed{scenario:${workload.name}}`, [`rate<${(100 - workload.percentile) / 100}`]],
  ])),
};

// Log-normal, as the simulation draws sizes: median and 95th percentile, cut; of these the part that comes to this workload.
function lognormal(lengths) {
  const { p50, p95, max, above = 0, up_to = max } = lengths;
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  const length = Math.max(1, Math.min(max, Math.round(p50 * Math.exp(normal * Math.log(p95 / p50) / 1.6449))));
  return length > above && length <= up_to ? length : lognormal(lengths);
}

function body(workload) {
  if (!workload.prompt_tokens) return JSON.stringify(workload.request);
  return JSON.stringify({
    model: workload.model,
    // No two prompts begin alike: none is in a cache.
    prompt: `${Math.random()} ${'word '.repeat(lognormal(workload.prompt_tokens))}`,
    max_tokens: lognormal(workload.output_tokens),
    ignore_eos: true,
    stream: true,
  });
}

export function ask() {
  const workload = plan.workloads.find(({ name }) => name === exec.scenario.name);
  const headers = { 'Content-Type': 'application/json' };
  if (__ENV.DOMAIN && workload.host_prefix) headers.Host = `${workload.host_prefix}${__ENV.DOMAIN}`;
  if (__ENV.TOKEN) headers.Authorization = `Bearer ${__ENV.TOKEN}`;
  const answer = http.post(`${__ENV.BASE_URL}${workload.path}`, body(workload), { headers, timeout: '300s' });
  check(answer, { answered: ({ status }) => status === 200 });
}
