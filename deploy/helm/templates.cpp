#include "helm/templates.h"

#include <fmt/format.h>

#include "kubernetes/image_pull.h"
#include "kubernetes/scaling.h"
#include "names.h"
#include "yaml_edit.h"

namespace tradewind::helm {
namespace {

using yaml::Action;
using yaml::at;
using yaml::each_entry;
using yaml::Entry;
using yaml::escape_actions;
using yaml::Map;
using yaml::Node;
using yaml::put;

Action lines(const std::string& value) { return {"toYaml " + value, true}; }
Action scalar(const std::string& value) { return {"toJson " + value, false}; }

// Those of the region beside the object's own; the pick is not on the pods.
Map with_region_labels(Map own, bool of_pod) {
  own.add("", lines("$.Values.labels"));
  return of_pod ? own : own.add("pick", scalar("$.Values.pick"));
}

// Whether the entry names a ConfigMap of the chart.
bool names_config_map(const std::string& key) { return key == "configMap" || key == "configMapKeyRef"; }

std::string text_of(const std::string& workload, const Map& object) {
  return fmt::format("{{{{- with index .Values.workloads \"{}\" }}}}\n{}{{{{- end }}}}\n", workload, yaml::text(object));
}

class Writer {
 public:
  explicit Writer(const Templates& from)
      : from_(from), server_(kubernetes::server_of(from.plan, kubernetes::series_selector(from.input.world, from.plan))) {}

  Bundle files() {
    for (const kubernetes::Manifest& manifest : kubernetes::workload_objects(from_.input.world, from_.plan, server_)) {
      Map object = with_labels(manifest.object);
      if (manifest.file == "deployment.yaml") fill_deployment(object);
      if (manifest.file == "scaled-object.yaml") fill_scaling(object);
      add(manifest.file, object);
    }
    add("image.yaml", image());
    if (!server_.config.empty()) add("server.yaml", config_map("server", labels(), server_files()));
    if (!from_.plan.workload->is_llm())
      add("model.yaml",
          config_map("model", {{"workload", label_value(from_.plan.workload->name)}}, {{"MODEL_STORAGE_URI", scalar(".modelStorageUri")}}));
    for (const BundleFile& file : server_.config) files_.push_back({server_file(file), file.contents});
    return std::move(files_);
  }

  std::string helpers() const {
    std::string text, contents;
    for (const BundleFile& file : server_.config) contents += fmt::format(" (.Files.Get \"{}\")", server_file(file));
    if (!contents.empty()) text += definition("server", "cat" + contents);
    if (!from_.plan.workload->is_llm()) text += definition("model", fmt::format("(index .Values.workloads \"{}\").modelStorageUri", from_.plan.name));
    return text;
  }

 private:
  std::string config_name(const std::string& kind) const { return from_.plan.name + "-" + kind; }
  std::string server_file(const BundleFile& file) const { return "files/" + from_.plan.name + "/" + file.path; }
  Action hashed_name(const std::string& name) const { return {fmt::format("include \"{}.{}\" $", from_.chart, name), false}; }

  std::string definition(const std::string& kind, const std::string& contents) const {
    return fmt::format("{{{{- define \"{0}.{1}\" -}}}}\n{1}-{{{{ {2} | sha256sum | trunc 10 }}}}\n{{{{- end }}}}\n", from_.chart, config_name(kind),
                       contents);
  }

  void add(const std::string& file, const Map& object) {
    files_.push_back({"templates/" + from_.plan.name + "-" + file, text_of(from_.plan.name, object)});
  }

  Map labels() const { return kubernetes::workload_labels(from_.input.world, from_.plan, server_); }

  Map with_labels(Map object) const {
    escape_actions(object);
    put(object, "/metadata/labels", with_region_labels(labels(), false));
    return object;
  }

  void fill_pod(Map& object, const Map& own_labels) const {
    put(object, "/spec/template/metadata/labels", with_region_labels(own_labels, true));
    put(object, "/spec/template/spec/nodeSelector", lines(".nodeSelector"));
    put(object, "/spec/template/spec/tolerations", lines(".tolerations"));
  }

  void fill_deployment(Map& object) const {
    fill_pod(object, labels());
    put(object, "/spec/template/spec/containers/0/resources", lines(".resources"));
    each_entry(object, [this](Entry& entry) {
      auto* map = std::get_if<Map>(&entry.value.value);
      if (map == nullptr || !names_config_map(entry.key)) return;
      const std::string name = std::get<std::string>(at(*map, "/name").value);
      put(*map, "/name", hashed_name(name));
    });
  }

  // Where the overlay's patch puts a value, the chart takes it from the values of the region.
  void fill_scaling(Map& object) const {
    for (const Node& item : kubernetes::scaling_patch(from_.plan).items) {
      Map change = std::get<Map>(item.value);
      const std::string pointer = std::get<std::string>(at(change, "/path").value);
      const std::string value = ".scaling." + pointer.substr(pointer.rfind('/') + 1);
      put(object, pointer, std::holds_alternative<Map>(at(change, "/value").value) ? lines(value) : scalar(value));
    }
  }

  Map image() const {
    Map object = kubernetes::image_pull(from_.input, from_.region, from_.plan, server_);
    escape_actions(object);
    const Map own = std::get<Map>(at(object, "/metadata/labels").value);
    put(object, "/metadata/labels", with_region_labels(own, false));
    fill_pod(object, own);
    return object;
  }

  Map server_files() const {
    Map data;
    for (const BundleFile& file : server_.config) data.add(file.path, Action{fmt::format("$.Files.Get \"{}\" | toJson", server_file(file)), false});
    return data;
  }

  Map config_map(const std::string& kind, Map own_labels, Map data) const {
    return {{"apiVersion", "v1"},
            {"kind", "ConfigMap"},
            {"metadata", Map{{"name", hashed_name(config_name(kind))}, {"labels", with_region_labels(std::move(own_labels), false)}}},
            {"data", std::move(data)}};
  }

  const Templates& from_;
  kubernetes::Server server_;
  Bundle files_;
};

}  // namespace

Bundle Templates::files() const { return Writer(*this).files(); }

std::string Templates::helpers() const { return Writer(*this).helpers(); }

}  // namespace tradewind::helm
