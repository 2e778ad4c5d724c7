#include "data_plane/cluster_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "names.h"
#include "terraform/document.h"

namespace tradewind::data_plane {
namespace {

using terraform::expression;
using terraform::hcl_string;
using terraform::identifier;
using terraform::Json;

// Resources and their arguments: confluentinc/terraform-provider-confluent, docs/resources/confluent_cluster_link.md,
// confluent_kafka_mirror_topic.md, confluent_kafka_topic.md; settings of a link: internal/provider/resource_cluster_link.go (2026-08).
constexpr const char* provider_version = "~> 2.0";

std::string in(const char* map, const std::string& place) { return expression(fmt::format("var.{}[{}]", map, hcl_string(place))); }

std::string endpoint(const std::string& place, const char* which) {
  return expression(fmt::format("data.confluent_kafka_cluster.region[{}].{}_endpoint", hcl_string(place), which));
}

Json credentials(const std::string& place) { return {{"key", in("kafka_api_keys", place)}, {"secret", in("kafka_api_secrets", place)}}; }

Json cluster(const std::string& place, const char* which) {
  return {{"id", in("kafka_clusters", place)}, {fmt::format("{}_endpoint", which), endpoint(place, which)}, {"credentials", credentials(place)}};
}

// What is produced in every region has one name everywhere: a mirror is told apart by its source, as MirrorMaker has it. Another keeps its name, so
// that a promoted one stands for the lost.
std::string prefix(const EventStream& stream, const std::string& source) { return stream.active_active ? source + "." : ""; }

std::string link_name(const EventStream& stream, const std::string& from, const std::string& to) {
  return fmt::format("{}-to-{}{}", from, to, stream.active_active ? "-prefixed" : "");
}

// Offsets of groups go along where the same groups read on after a fail-over; of active-active streams each region's groups keep their own.
Json link_settings(const EventStream& stream, const std::string& source, double offset_sync_s) {
  if (stream.active_active) return {{"cluster.link.prefix", prefix(stream, source)}, {"consumer.offset.sync.enable", "false"}};
  const Json everyone = {{"groupFilters", {{{"name", "*"}, {"patternType", "LITERAL"}, {"filterType", "INCLUDE"}}}}};
  Json settings = {{"consumer.offset.sync.enable", "true"}, {"consumer.offset.group.filters", everyone.dump()}};
  if (offset_sync_s > 0) settings["consumer.offset.sync.ms"] = std::to_string(std::llround(1e3 * offset_sync_s));
  return settings;
}

Json kept() { return {{"prevent_destroy", true}}; }

std::string simulated_rate(const EventStream& stream) {
  return fmt::format("Simulated: {:g} events/s of {:g} bytes.", stream.events_per_s, stream.event_bytes);
}

class Links {
 public:
  Links(const ExportInput& input, const std::vector<Place>& linked) : input_(input) {
    for (const Place& place : linked)
      for (const StreamHere& here : place.streams) {
        if (here.produced) add_topic(place, *here.stream);
        for (const std::string& from : here.from) add_mirror(place, *here.stream, from);
      }
  }

  Json resources() && { return std::move(resources_); }

 private:
  void add_topic(const Place& place, const EventStream& stream) {
    const std::string& name = place.region.name;
    // Confluent Cloud has three replicas of everything.
    resources_["confluent_kafka_topic"][identifier(dns_label(topic_name(stream) + "-in-" + name))] = {
        {"//", simulated_rate(stream)},
        {"kafka_cluster", {{"id", in("kafka_clusters", name)}}},
        {"topic_name", topic_name(stream)},
        {"partitions_count", stream.partitions},
        {"rest_endpoint", endpoint(name, "rest")},
        {"config", {{"retention.ms", std::to_string(std::llround(3600e3 * stream.retention_h))}}},
        {"credentials", credentials(name)},
        {"lifecycle", kept()}};
  }

  void add_mirror(const Place& place, const EventStream& stream, const std::string& from) {
    const std::string& to = place.region.name;
    const std::string link = link_name(stream, from, to), id = identifier(dns_label(link));
    add_link(stream, link, id, from, to);
    Json mirror = {{"//", expectation(place, stream)},
                   {"source_kafka_topic", {{"topic_name", topic_name(stream)}}},
                   {"cluster_link", {{"link_name", expression("confluent_cluster_link." + id + ".link_name")}}},
                   {"kafka_cluster", cluster(to, "rest")}};
    if (stream.active_active) mirror["mirror_topic_name"] = prefix(stream, from) + topic_name(stream);
    mirror["depends_on"] = {"confluent_kafka_topic." + identifier(dns_label(topic_name(stream) + "-in-" + from))};
    mirror["lifecycle"] = kept();
    resources_["confluent_kafka_mirror_topic"][identifier(dns_label(topic_name(stream) + "-from-" + from + "-in-" + to))] = std::move(mirror);
  }

  // Streams between the same regions share a link; the shortest of their intervals holds for all.
  void add_link(const EventStream& stream, const std::string& link, const std::string& id, const std::string& from, const std::string& to) {
    double& interval_s = offset_sync_s_.try_emplace(id, stream.offset_sync_s.value_or(0)).first->second;
    if (stream.offset_sync_s) interval_s = interval_s > 0 ? std::min(interval_s, *stream.offset_sync_s) : *stream.offset_sync_s;
    resources_["confluent_cluster_link"][id] = {{"link_name", link},
                                                {"link_mode", "DESTINATION"},
                                                {"source_kafka_cluster", cluster(from, "bootstrap")},
                                                {"destination_kafka_cluster", cluster(to, "rest")},
                                                {"config", link_settings(stream, from, interval_s)},
                                                {"lifecycle", kept()}};
  }

  std::string expectation(const Place& place, const EventStream& stream) const {
    const ExpectedStream* seen = expected_stream(input_, stream, *place.region.region);
    if (seen == nullptr) return fmt::format("Has to carry {:g} events/s when it catches up.", stream.mirror_events_per_s);
    return fmt::format(
        "Has to carry {:g} events/s when it catches up. Simulated lag {:.3g} s, {:.3g} s at most; {:.3g} GB a month; at the loss of its home {:.0f} "
        "events are missing, {:.0f} repeated.",
        stream.mirror_events_per_s, seen->arrival_mean_s, seen->arrival_max_s, seen->gb_per_month, seen->lost_events, seen->duplicate_events);
  }

  const ExportInput& input_;
  Json resources_ = Json::object();
  std::map<std::string, double> offset_sync_s_;  // of links, by id; 0: Confluent's own
};

std::vector<cloud::Setting> settings() {
  using enum cloud::SettingType;
  const std::string of = ", by the name of its overlay.";
  return {
      {"confluent_environment", text, "Id of Confluent Cloud's environment that has the clusters, as env-abc123.", {}, "env-abc123"},
      {"kafka_clusters", text_by_name, "Id of the cluster of each region" + of + " One that follows others has to be dedicated.", {}, "lkc-abc123"},
      {"kafka_api_keys", text_by_name, "Kafka API key of the cluster of each region" + of, {}, "ABCDEFGHIJKLMNOP"},
      {"kafka_api_secrets", text_by_name, "Its secret" + of, {}, "...", true}};
}

}  // namespace

Bundle cluster_links(const ExportInput& input, const std::vector<Place>& linked) {
  if (linked.empty()) return {};
  terraform::Root root;
  root.provider("confluent", "confluentinc/confluent", provider_version,
                {{"//", "The key comes from the environment: CONFLUENT_CLOUD_API_KEY, CONFLUENT_CLOUD_API_SECRET."}});
  for (const cloud::Setting& setting : settings()) root.variable(setting);
  root.file("links") = {{"//", "Streams between the regions' clusters of Confluent Cloud, which the brokers of the followers fetch."},
                        {"data",
                         {{"confluent_kafka_cluster",
                           {{"region",
                             {{"for_each", expression("var.kafka_clusters")},
                              {"id", expression("each.value")},
                              {"environment", {{"id", expression("var.confluent_environment")}}}}}}}}},
                        {"resource", Links(input, linked).resources()}};
  return root.files("data-plane/confluent");
}

std::string cluster_links_readme(const std::vector<Place>& linked) {
  if (linked.empty()) return "";
  std::string text = R"(### `data-plane/confluent/`

Streams that Confluent's cluster links were simulated for, as Terraform (provider `confluentinc/confluent`): topics where they
are produced, a link into each region that follows them, mirror topics. Clusters of Confluent Cloud are yours to bring, one in
each of these regions; Terraform is told their ids and a Kafka API key of each. Offsets of groups go along, but for streams that
are produced everywhere: there a mirror is called `<region>.<topic>`, otherwise as its source. To fail over, set `status` of the
mirror topic to `FAILED_OVER`.

)";
  for (const Place& place : linked)
    for (const StreamHere& here : place.streams)
      text += fmt::format("- `{}`: `{}` {}\n", place.region.name, topic_name(*here.stream),
                          here.from.empty() ? "is produced"
                                            : fmt::format("{}from {}", here.produced ? "is produced and comes " : "comes ",
                                                          fmt::format("`{}`", fmt::join(here.from, "`, `"))));
  return text + "\n    terraform -chdir=data-plane/confluent init && terraform -chdir=data-plane/confluent apply\n\n";
}

}  // namespace tradewind::data_plane
