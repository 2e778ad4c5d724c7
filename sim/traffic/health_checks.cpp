#include "traffic/health_checks.h"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <utility>

namespace tradewind::traffic {
namespace {

constexpr int history_bits = 32;

std::uint32_t newest(int checks) { return checks >= history_bits ? ~0U : (1U << checks) - 1; }

void check(const CheckSettings& settings) {
  const auto in = [](int value, int low, int high) { return value >= low && value <= high; };
  if (settings.probers < 1) throw std::invalid_argument("health checks need at least one prober");
  if (settings.interval <= 0 || settings.timeout <= 0 || settings.attempts < 1)
    throw std::invalid_argument("interval, timeout and attempts of a health check are above 0");
  if (!settings.interval_from_reply && settings.attempts * settings.timeout > settings.interval)
    throw std::invalid_argument("a health check must end before the next one starts: attempts x timeout is above the interval");
  if (!in(settings.down_after, 1, history_bits) || !in(settings.up_after, 1, history_bits))
    throw std::invalid_argument("thresholds of a health check are 1 to 32");
  if (!in(settings.sample, 0, history_bits) || !in(settings.sample_ok, 0, settings.sample))
    throw std::invalid_argument("the sample of a health check is at most 32, and the successes that it needs are at most the sample");
  if (!(settings.quorum >= 0 && settings.quorum < 1)) throw std::invalid_argument("the quorum of a health check is 0 to below 1");
}

}  // namespace

HealthChecks::HealthChecks(const CheckSettings& settings, std::vector<random::Stream> draws, Ask ask)
    : settings_(settings), ask_(std::move(ask)), wakes_(draws.size() * static_cast<std::size_t>(std::max(0, settings.probers))) {
  check(settings);
  for (const random::Stream& stream : draws) {
    targets_.push_back({.draws = stream, .reply = {}, .votes = settings.probers});
    for (int prober = 0; prober < settings.probers; ++prober) {
      Prober fresh;
      fresh.start = std::llrint(stream.draw(static_cast<std::uint64_t>(prober) << 40)[0] * static_cast<double>(settings.interval));
      probers_.push_back(fresh);
    }
  }
}

void HealthChecks::always(Time now, std::uint32_t target, Reply reply) {
  rouse(now, target);
  targets_[target].known = true;
  targets_[target].reply = cut_at_timeout(reply);
}

void HealthChecks::ask(Time now, std::uint32_t target) {
  if (!ask_) throw std::invalid_argument("health checks were given nobody to ask");
  rouse(now, target);
  targets_[target].known = false;
}

std::span<const VerdictChange> HealthChecks::wake(Time now) {
  changes_.clear();
  while (wakes_.first_time() <= now) step(wakes_.first_time(), wakes_.first());
  return changes_;
}

Reply HealthChecks::cut_at_timeout(Reply reply) const {
  return {reply.ok && reply.after <= settings_.timeout, std::min(reply.after, settings_.timeout)};
}

// From the start of a check to the start of the next one, when all its probes get this reply.
Time HealthChecks::period(Reply reply) const {
  const Time check = reply.ok ? reply.after : settings_.attempts * reply.after;
  return settings_.interval + (settings_.interval_from_reply ? check : 0);
}

// The sleeping probers of a target go on with the first check that starts now or later.
void HealthChecks::rouse(Time now, std::uint32_t target) {
  const Time rhythm = period(targets_[target].reply);
  for (std::uint32_t index = target * static_cast<std::uint32_t>(settings_.probers);
       index < (target + 1) * static_cast<std::uint32_t>(settings_.probers); ++index) {
    Prober& prober = probers_[index];
    if (!prober.asleep) continue;
    if (prober.start < now) prober.start += (now - prober.start + rhythm - 1) / rhythm * rhythm;
    prober.asleep = false;
    wakes_.set(index, prober.start);
  }
}

void HealthChecks::step(Time now, std::uint32_t index) {
  Prober& prober = probers_[index];
  if (!prober.probing) {
    prober.attempt = 1;
    send(now, index);
  } else if (!prober.success && prober.attempt < settings_.attempts) {
    ++prober.attempt;
    send(now, index);
  } else {
    finish(now, index);
  }
}

void HealthChecks::send(Time now, std::uint32_t index) {
  Prober& prober = probers_[index];
  const std::uint32_t number = index / static_cast<std::uint32_t>(settings_.probers), place = index % static_cast<std::uint32_t>(settings_.probers);
  const Target& target = targets_[number];
  ++prober.probes;  // draw 0 of a prober is its phase
  const Reply reply =
      target.known ? target.reply : cut_at_timeout(ask_({now, number, place, target.draws.draw(std::uint64_t{place} << 40 | prober.probes)}));
  prober.probing = true;
  prober.success = reply.ok;
  prober.end = now + reply.after;
  wakes_.set(index, prober.end);
}

void HealthChecks::finish(Time now, std::uint32_t index) {
  Prober& prober = probers_[index];
  const std::uint32_t number = index / static_cast<std::uint32_t>(settings_.probers);
  prober.probing = false;
  prober.history = prober.history << 1 | (prober.success ? 1U : 0U);
  prober.start = (settings_.interval_from_reply ? now : prober.start) + settings_.interval;
  const bool healthy = judge(prober);
  if (healthy != prober.thinks_healthy) vote(now, number, healthy ? 1 : -1);
  prober.thinks_healthy = healthy;
  prober.asleep = settled(prober, targets_[number]);
  wakes_.set(index, prober.asleep ? kernel::never : prober.start);
}

bool HealthChecks::judge(const Prober& prober) const {
  if (settings_.sample > 0) return std::popcount(prober.history & newest(settings_.sample)) >= settings_.sample_ok;
  if (prober.thinks_healthy) return (prober.history & newest(settings_.down_after)) != 0;
  return (~prober.history & newest(settings_.up_after)) == 0;
}

// No further reply of the same kind changes the prober's mind or what it remembers.
bool HealthChecks::settled(const Prober& prober, const Target& target) const {
  if (!target.known) return false;
  const std::uint32_t remembered = newest(std::max({settings_.down_after, settings_.up_after, settings_.sample}));
  return (prober.history & remembered) == (target.reply.ok ? remembered : 0);
}

void HealthChecks::vote(Time now, std::uint32_t number, int change) {
  Target& target = targets_[number];
  target.votes += change;
  const bool healthy = target.votes > settings_.quorum * settings_.probers;
  if (healthy == target.healthy) return;
  target.healthy = healthy;
  changes_.push_back({number, now, healthy});
}

}  // namespace tradewind::traffic
