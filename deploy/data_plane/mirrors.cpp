// MirrorMaker 2 in each region that follows streams of others: it fetches there and produces here.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "data_plane/kafka_user.h"
#include "data_plane/places.h"
#include "kubernetes_object.h"
#include "names.h"

namespace tradewind::data_plane {
namespace {

using yaml::List;
using yaml::Map;
using yaml::note;

constexpr const char* mirror_maker_2 = "mirror-maker-2";
constexpr int workers = 2;  // so that the loss of one is a pause and no stall
// As simulated (docs/streams.md): what a fail-over repeats follows from them.
constexpr int checkpoint_s = 60;

using Sources = std::map<std::string, std::vector<const EventStream*>>;  // streams by the place that they come from

Sources streams_by_source(const Place& place) {
  Sources sources;
  for (const StreamHere& here : place.streams)
    for (const std::string& from : here.from) sources[from].push_back(here.stream);
  return sources;
}

Map certificate(const std::string& secret) {
  return {{"type", "tls"}, {"certificateAndKey", Map{{"secretName", secret}, {"certificate", "user.crt"}, {"key", "user.key"}}}};
}

Map trusted(const std::string& secret) { return {{"trustedCertificates", List{Map{{"secretName", secret}, {"certificate", "ca.crt"}}}}}; }

std::string expectation(const ExportInput& input, const Place& place, const std::vector<const EventStream*>& streams) {
  std::string text;
  for (const EventStream* stream : streams) {
    text += fmt::format("{}{}: {:g} events/s of {:g} bytes, and has to carry {:g}/s when it catches up", text.empty() ? "" : "; ",
                        topic_name(*stream), stream->events_per_s, stream->event_bytes, stream->mirror_events_per_s);
    if (const ExpectedStream* seen = expected_stream(input, *stream, *place.region.region))
      text += fmt::format(
          ". Simulated lag {:.3g} s, {:.3g} s at most; {:.3g} GB a month; at the loss of its home {:.0f} events are missing, {:.0f} repeated",
          seen->arrival_mean_s, seen->arrival_max_s, seen->gb_per_month, seen->lost_events, seen->duplicate_events);
  }
  return text + ".";
}

Map mirror(const std::string& source, const std::vector<const EventStream*>& streams) {
  std::string topics;
  int partitions = 0, factor = 1;
  for (const EventStream* stream : streams) {
    topics += (topics.empty() ? "" : "|") + topic_name(*stream);
    partitions += stream->partitions;
    factor = std::max(factor, stream->replication_factor);
  }
  const Map connector = {{"replication.factor", factor},
                         {"offset-syncs.topic.location", note("So that the mirror only reads in the other region.", "target")},
                         {"offset-syncs.topic.replication.factor", factor},
                         {"sync.topic.acls.enabled", false}};
  const Map checkpoints = {{"checkpoints.topic.replication.factor", factor},
                           {"emit.checkpoints.interval.seconds", checkpoint_s},
                           {"sync.group.offsets.enabled", true},
                           {"sync.group.offsets.interval.seconds", checkpoint_s},
                           {"offset-syncs.topic.location", "target"}};
  return {
      {"source", Map{{"alias", source},
                     {"bootstrapServers", note("SET THIS: address of the listener \"external\" in that region.", "CHANGE-ME-" + source + ":9094")},
                     {"tls", trusted(source_secret(source))},
                     {"authentication", certificate(source_secret(source))}}},
      {"topicsPattern", topics},
      {"groupsPattern", ".*"},
      {"sourceConnector", Map{{"tasksMax", note("One a partition at most.", partitions)}, {"config", connector}}},
      {"checkpointConnector", Map{{"tasksMax", 1}, {"config", checkpoints}}}};
}

Map mirror_maker(const ExportInput& input, const Place& place, const Sources& sources) {
  List mirrors;
  for (const auto& [source, streams] : sources) mirrors.add(note(expectation(input, place, streams), mirror(source, streams)));
  const Map target = {
      {"alias", place.region.name},
      {"bootstrapServers", "kafka-kafka-bootstrap:9093"},
      {"groupId", mirror_maker_2},
      {"configStorageTopic", std::string(mirror_maker_2) + "-config"},
      {"offsetStorageTopic", std::string(mirror_maker_2) + "-offsets"},
      {"statusStorageTopic", std::string(mirror_maker_2) + "-status"},
      {"tls", trusted("kafka-cluster-ca-cert")},
      {"authentication", certificate("mirror-writer")},
      {"config",
       Map{{"config.storage.replication.factor", -1}, {"offset.storage.replication.factor", -1}, {"status.storage.replication.factor", -1}}}};
  return kubernetes_object("kafka.strimzi.io/v1", "KafkaMirrorMaker2", mirror_maker_2)
      .add("spec", Map{{"replicas", workers},
                       {"target", target},
                       {"mirrors", mirrors},
                       {"template", Map{{"podDisruptionBudget", Map{{"maxUnavailable", 1}}}}}});
}

// What the workers keep, the topics that the connectors make, all named after their source, and the offsets of groups: the rights of Strimzi's own
// example (strimzi-kafka-operator, packaging/examples/security/tls-auth/mirror-maker-2.yaml), bound to these names. A broker of Kafka 2.8 or newer
// asks an idempotent producer for nothing more (KIP-679).
Map writer(const Sources& sources) {
  const List keep{"Read", "Describe", "DescribeConfigs", "Write", "Create"}, change{"Alter", "AlterConfigs"};
  List mirror = keep;
  for (const yaml::Node& operation : change.items) mirror.add(operation);
  List acls{rule(Map{{"type", "cluster"}}, List{"Describe"}), rule(named("group", "*"), List{"Read", "Describe"}),
            rule(named("topic", std::string(mirror_maker_2) + "-", "prefix"), keep)};
  for (const auto& [source, streams] : sources) {
    acls.add(rule(named("topic", source + ".", "prefix"), mirror));
    acls.add(rule(named("topic", "mm2-offset-syncs." + source + ".internal"), keep));
  }
  return kafka_user("mirror-writer", acls);
}

}  // namespace

void add_mirrors(Folder& folder, const ExportInput& input, const Place& place) {
  const Sources sources = streams_by_source(place);
  if (sources.empty()) return;
  folder.add("mirror-maker-2", mirror_maker(input, place, sources));
  folder.add("user-mirror-writer", writer(sources));
  for (const auto& [source, streams] : sources) folder.add_secret(source_secret(source), mirror_entry(input.world, source));
}

}  // namespace tradewind::data_plane
