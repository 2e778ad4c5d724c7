// Feast: an online store in each region that reads it, and the job that materialises it where its values come from.
#include <fmt/format.h>

#include <array>
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

const char* store_type(OnlineStore online) {
  switch (online) {
    case OnlineStore::dynamodb:
      return "dynamodb";
    case OnlineStore::postgresql:
      return "postgres";
    case OnlineStore::redis:
    case OnlineStore::redis_cluster:
    case OnlineStore::remote_http:
      break;
  }
  return "redis";
}

// The longest step of cron that is no longer than the interval.
std::string cron(double interval_s) {
  constexpr std::array<int, 11> minutes = {30, 20, 15, 12, 10, 6, 5, 4, 3, 2, 1};
  constexpr std::array<int, 8> hours = {24, 12, 8, 6, 4, 3, 2, 1};
  for (const int step : hours)
    if (interval_s >= 3600.0 * step) return step == 24 ? "0 0 * * *" : step == 1 ? "0 * * * *" : fmt::format("0 */{} * * *", step);
  for (const int step : minutes)
    if (interval_s >= 60.0 * step) return fmt::format("*/{} * * * *", step);
  return "* * * * *";
}

Node schedule(const Materialization& run) {
  return note(fmt::format("Simulated: a run every {:g} s, whose values can be read {:g} s after it began.", run.interval_s, run.pipeline_s),
              cron(run.interval_s));
}

// Two runs of one store never side by side; one that takes longer than the interval is taken for stuck.
Map materialisation_job(const Materialization& run) {
  return {{"schedule", schedule(run)},
          {"concurrencyPolicy", "Forbid"},
          {"jobSpec", Map{{"backoffLimit", 2}, {"activeDeadlineSeconds", std::max<std::int64_t>(60, std::llround(run.interval_s))}}}};
}

Map feature_store(const FeatureStore& store, bool materialises) {
  const std::string name = store_name(store);
  const Map online = {{"persistence", Map{{"store", Map{{"type", store_type(store.online)}, {"secretRef", Map{{"name", name + "-online"}}}}}}},
                      {"server", Map{{"metrics", true}}}};
  const Map registry = {{"local", Map{{"persistence", Map{{"store", Map{{"type", "sql"}, {"secretRef", Map{{"name", name + "-registry"}}}}}}}}}};
  const Map repository = {{"url", note("SET THIS: the repository with the definitions of the features.", "https://CHANGE-ME/features.git")},
                          {"featureRepoPath", slug(store.name)}};
  Map spec = {{"feastProject", slug(store.name)},
              {"feastProjectDir", Map{{"git", repository}}},
              {"services", Map{{"onlineStore", online}, {"registry", registry}}}};
  if (materialises) spec.add("cronJob", materialisation_job(*store.materialization));
  return kubernetes_object("feast.dev/v1", "FeatureStore", name).add("spec", spec);
}

std::string every(double interval_s) { return interval_s > 0 ? fmt::format("every {:g} s", interval_s) : "at once"; }

std::string fed_by(const ExportInput& input, const StoreHere& here) {
  const FeatureStore& store = *here.store;
  if (store.stream) {
    const EventStream& stream = input.world.data.streams[*store.stream];
    return fmt::format(
        "Fed by the stream {}: the job that computes features, which is yours, takes what has come {}, as simulated, and shows it {:g} s later.",
        topic_name(stream), every(stream.ingest_interval_s), stream.ingest_delay_s);
  }
  if (here.is_home) return "";
  return fmt::format("A copy of {}'s: the database replicates it, as simulated {}, {:g} s on the way; no job runs here.",
                     input.world.regions[store.home].key(), every(store.replication_interval_s), store.replication_delay_s);
}

std::string store_head(const ExportInput& input, const StoreHere& here) {
  const FeatureStore& store = *here.store;
  std::string text = fed_by(input, here);
  text += fmt::format("{}Reads: {} ms (median) and {} ms (p99) were taken; consistency: {}", text.empty() ? "" : " ", store.read_p50_ms,
                      store.read_p99_ms, to_string(store.consistency));
  if (store.bound_s > 0) text += fmt::format(", at most {:g} s old", store.bound_s);
  for (const ExpectedStore& seen : input.data.stores)
    if (seen.store == store.name)
      text += fmt::format(". Simulated age of what is read: {:.3g} s (median), {:.3g} s (p95), {:.3g} s (p99)", seen.staleness_p50_s,
                          seen.staleness_p95_s, seen.staleness_p99_s);
  return text + ".";
}

// Who reads the stream for the store: the topic that is produced here, and those that the mirrors bring.
Map reader(const StreamHere& here, const std::string& store) {
  List acls{rule(named("group", store), {"Read", "Describe"})};
  if (here.produced) acls.add(rule(named("topic", topic_name(*here.stream)), {"Read", "Describe"}));
  for (const std::string& source : here.from) acls.add(rule(named("topic", source + "." + topic_name(*here.stream)), {"Read", "Describe"}));
  return kafka_user(dns_label("feed-" + store), acls);
}

}  // namespace

// The operator's services are named after it, and have 63 characters.
std::string store_name(const FeatureStore& store) { return dns_label(store.name, 40); }

// Another server answers; there is no store to set up.
bool is_exported(const FeatureStore& store) { return store.online != OnlineStore::remote_http; }

void add_feature_stores(Folder& folder, const ExportInput& input, const Place& place) {
  for (const StoreHere& here : place.stores) {
    const std::string name = store_name(*here.store);
    folder.add("feature-store-" + name, feature_store(*here.store, here.is_home && here.store->materialization.has_value()), store_head(input, here));
    for (const StreamHere& stream : place.streams)
      if (here.store->stream && stream.stream == &input.world.data.streams[*here.store->stream])
        folder.add("user-feed-" + name, reader(stream, name), "For the job that computes the features of the store, with the group of its name.");
    folder.add_secret(name + "-online", online_store_entry(input.world, *here.store));
    folder.add_secret(name + "-registry", registry_entry(input.world, *here.store));
  }
}

}  // namespace tradewind::data_plane
