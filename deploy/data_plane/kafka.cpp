// A Kafka cluster of Strimzi in each region that produces or follows a stream, its topics and their users.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "data_plane/kafka_user.h"
#include "data_plane/places.h"
#include "kubernetes_object.h"
#include "names.h"

namespace tradewind::data_plane {
namespace {

using yaml::List;
using yaml::Map;
using yaml::Node;
using yaml::note;

// KRaft needs an odd number to vote; three survive the loss of one.
constexpr int controllers = 3;
// What of a broker's disk the events of the whole retention may fill: a choice of this tool, so that a cut or a broker's loss has room.
constexpr double most_filled = 0.7;
constexpr int disk_step_gib = 10;

int replication_factor(const Place& place) {
  int factor = 1;
  for (const StreamHere& here : place.streams) factor = std::max(factor, here.stream->replication_factor);
  return factor;
}

// With acknowledgement of all, one replica may be away.
int min_in_sync(int factor) { return std::max(1, factor - 1); }

// Events of the stream that are written in a region; an active-active one gets as much from each region, and has all of it everywhere.
double bytes_per_s(const EventStream& stream) { return stream.events_per_s * stream.event_bytes; }

Map listener(const char* name, int port, const char* type) {
  return {{"name", name}, {"port", port}, {"type", type}, {"tls", true}, {"authentication", Map{{"type", "tls"}}}};
}

Map kafka(const Place& place, int factor) {
  List listeners{listener("tls", 9093, "internal")};
  if (place.is_mirrored) listeners.add(note("For the mirrors of other regions.", listener("external", 9094, "loadbalancer")));
  const Map config = {{"default.replication.factor", factor},
                      {"min.insync.replicas", min_in_sync(factor)},
                      {"offsets.topic.replication.factor", factor},
                      {"transaction.state.log.replication.factor", factor},
                      {"transaction.state.log.min.isr", min_in_sync(factor)},
                      {"auto.create.topics.enable", false}};
  const Map spec = {{"kafka", Map{{"rack", Map{{"topologyKey", "topology.kubernetes.io/zone"}}},
                                  {"listeners", listeners},
                                  {"authorization", Map{{"type", "simple"}}},
                                  {"config", config}}},
                    {"entityOperator", Map{{"topicOperator", Map{}}, {"userOperator", Map{}}}},
                    {"kafkaExporter", note("Lag of consumer groups, for Prometheus.", Map{{"topicRegex", ".*"}, {"groupRegex", ".*"}})}};
  return kubernetes_object("kafka.strimzi.io/v1", "Kafka", "kafka").add("spec", spec);
}

Map disk(Node size) {
  return {{"type", "jbod"},
          {"volumes",
           List{Map{{"id", 0}, {"type", "persistent-claim"}, {"size", std::move(size)}, {"deleteClaim", false}, {"kraftMetadata", "shared"}}}}};
}

Map pool(const char* role, int replicas, Map storage) {
  return of_kafka("KafkaNodePool", role).add("spec", Map{{"replicas", replicas}, {"roles", List{role}}, {"storage", std::move(storage)}});
}

// GiB of one broker's disk, and how they come about.
std::pair<std::int64_t, std::string> broker_disk(const Place& place, int brokers) {
  double bytes = 0;
  std::string sum;
  for (const StreamHere& here : place.streams) {
    const EventStream& stream = *here.stream;
    bytes += bytes_per_s(stream) * 3600 * stream.retention_h * stream.replication_factor;
    sum += fmt::format("{}{:g} events/s x {:g} bytes x {:g} h x {} replicas of {}", sum.empty() ? "" : " + ", stream.events_per_s, stream.event_bytes,
                       stream.retention_h, stream.replication_factor, topic_name(stream));
  }
  const double gib = bytes / brokers / most_filled / (1 << 30);
  return {static_cast<std::int64_t>(std::ceil(std::max(gib, 1.0) / disk_step_gib)) * disk_step_gib,
          fmt::format("{}, over {} brokers that these may fill to {:.0f} %.", sum, brokers, 100 * most_filled)};
}

void add_pools(Folder& folder, const World& world, const Place& place, int factor) {
  const int brokers = world.billing.kafka ? std::max(world.billing.kafka->brokers, factor) : factor;
  const auto [gib, reason] = broker_disk(place, brokers);
  const std::string count = world.billing.kafka ? fmt::format("{} brokers, as priced. ", brokers)
                                                : fmt::format("{} brokers, for the replication factor; the scenario prices none. ", brokers);
  folder.add("kafka-controllers", pool("controller", controllers, disk("10Gi")));
  folder.add("kafka-brokers", pool("broker", brokers, disk(note(reason, fmt::format("{}Gi", gib)))), count);
}

Map topic(const EventStream& stream) {
  const Map config = {{"retention.ms", static_cast<std::int64_t>(std::llround(3600e3 * stream.retention_h))},
                      {"min.insync.replicas", stream.acks == ProducerAcks::all ? min_in_sync(stream.replication_factor) : 1}};
  return of_kafka("KafkaTopic", topic_name(stream))
      .add("spec", Map{{"partitions", stream.partitions}, {"replicas", stream.replication_factor}, {"config", config}});
}

std::string produced_as(const EventStream& stream) {
  const char* acks = stream.acks == ProducerAcks::all ? "all" : stream.acks == ProducerAcks::leader ? "1" : "0";
  return fmt::format("Simulated: {:g} events/s of {:g} bytes{}; producers with acks={}, linger.ms={:g}, batch.size={:g}, buffer.memory={:g}.",
                     stream.events_per_s, stream.event_bytes, stream.active_active ? ", an equal part from each region" : "", acks, stream.linger_ms,
                     stream.batch_bytes, stream.buffer_bytes);
}

// Reads the topics that are produced here and the offsets of their groups; writes nothing.
Map mirror_reader(const Place& place) {
  List acls{rule(Map{{"type", "cluster"}}, List{"Describe"}), rule(named("group", "*"), List{"Describe"})};
  for (const StreamHere& here : place.streams)
    if (here.produced) acls.add(rule(named("topic", topic_name(*here.stream)), List{"Read", "Describe", "DescribeConfigs"}));
  return kafka_user("mirror-reader", acls);
}

Map producer(const EventStream& stream) {
  return kafka_user(dns_label("produce-" + topic_name(stream)), {rule(named("topic", topic_name(stream)), List{"Write", "Describe"})});
}

}  // namespace

void add_kafka(Folder& folder, const ExportInput& input, const Place& place) {
  if (!place.has_kafka()) return;
  const int factor = replication_factor(place);
  folder.add("kafka", kafka(place, factor));
  add_pools(folder, input.world, place, factor);
  for (const StreamHere& here : place.streams) {
    if (!here.produced) continue;
    folder.add("topic-" + topic_name(*here.stream), topic(*here.stream), produced_as(*here.stream));
    folder.add("user-produce-" + topic_name(*here.stream), producer(*here.stream));
  }
  if (place.is_mirrored) folder.add("user-mirror-reader", mirror_reader(place));
}

}  // namespace tradewind::data_plane
