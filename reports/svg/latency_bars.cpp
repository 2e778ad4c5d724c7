#include "svg/latency_bars.h"

#include <algorithm>
#include <string>

#include "text/numbers.h"

namespace tradewind::svg {
namespace {

std::string width_share(double value, double full) { return text::decimal(full > 0 ? std::clamp(value / full, 0.0, 1.0) * 100 : 0, 2) + "%"; }

void bar(text::Markup& page, std::string_view kind, const std::string& from, const std::string& width) {
  page.empty("rect", {{"class", kind}, {"x", from}, {"y", "3"}, {"width", width}, {"height", "12"}});
}

}  // namespace

void percentile_bar(text::Markup& page, const LatencySummary& latency, double full_ms, double target_ms) {
  const auto svg = page.scope("svg", {{"class", "cell-bar"}, {"role", "img"}});
  page.element("title", "p50 " + text::duration(latency.p50) + ", p95 " + text::duration(latency.p95) + ", p99 " + text::duration(latency.p99));
  bar(page, "p99", "0", width_share(latency.p99, full_ms));
  bar(page, "p95", "0", width_share(latency.p95, full_ms));
  bar(page, "p50", "0", width_share(latency.p50, full_ms));
  if (target_ms <= 0 || target_ms > full_ms) return;
  const std::string x = width_share(target_ms, full_ms);
  page.empty("line", {{"class", "target"}, {"x1", x}, {"x2", x}, {"y1", "0"}, {"y2", "18"}});
}

void parts_bar(text::Markup& page, const LatencyParts& parts, double full_ms) {
  const auto [network, queue, service] = parts;
  const auto svg = page.scope("svg", {{"class", "cell-bar"}, {"role", "img"}});
  page.element("title", "network " + text::duration(network) + ", queue " + text::duration(queue) + ", service " + text::duration(service));
  bar(page, "network", "0", width_share(network, full_ms));
  bar(page, "queue", width_share(network, full_ms), width_share(queue, full_ms));
  bar(page, "service", width_share(network + queue, full_ms), width_share(service, full_ms));
}

}  // namespace tradewind::svg
