// What kubectl kustomize makes of an overlay of a bundle, as far as bundles use it: resources, labels, patches by merge and by JSON patch,
// generators. The hash at the end of a generated name is left out.
#pragma once

#include <filesystem>

#include "deploy/read_yaml.h"

namespace tradewind::test {

class Kustomize {
 public:
  // Objects by "Kind/name".
  static std::map<std::string, nlohmann::json> build(const Files& files, const std::string& folder) {
    Kustomize kustomize(files, folder);
    std::map<std::string, nlohmann::json> objects;
    for (const nlohmann::json& object : kustomize.objects_) CHECK(objects.emplace(key(object), object).second);
    return objects;
  }

  static std::string key(const nlohmann::json& object) {
    return object["kind"].get<std::string>() + "/" + object["metadata"]["name"].get<std::string>();
  }

 private:
  using json = nlohmann::json;

  Kustomize(const Files& files, const std::string& folder) : files_(files), folder_(folder) {
    const json kustomization = read_yaml(files, folder + "/kustomization.yaml");
    for (const json& resource : kustomization.value("resources", json::array())) add_resource(resource);
    for (const json& generator : kustomization.value("configMapGenerator", json::array())) generate(generator);
    for (const json& patch : kustomization.value("patches", json::array())) apply(patch);
    for (const json& labels : kustomization.value("labels", json::array())) label(labels);
  }

  std::string inside(const std::string& path) const { return (std::filesystem::path(folder_) / path).lexically_normal().string(); }

  void add_resource(const std::string& path) {
    if (files_.contains(inside(path))) {
      objects_.push_back(read_yaml(files_, inside(path)));
      return;
    }
    const Kustomize below(files_, inside(path));
    objects_.insert(objects_.end(), below.objects_.begin(), below.objects_.end());
  }

  void generate(const json& generator) {
    json data = json::object();
    for (const json& file : generator.value("files", json::array()))
      data[std::filesystem::path(file.get<std::string>()).filename().string()] = files_.at(inside(file));
    for (const std::string literal : generator.value("literals", json::array()))
      data[literal.substr(0, literal.find('='))] = literal.substr(literal.find('=') + 1);
    json object = {{"apiVersion", "v1"}, {"kind", "ConfigMap"}, {"metadata", {{"name", generator["name"]}}}, {"data", data}};
    if (generator.contains("options")) object["metadata"]["labels"] = generator["options"]["labels"];
    objects_.push_back(object);
  }

  // Maps are merged, containers by their names; other lists are replaced.
  static void merge(json& base, const json& change) {
    for (const auto& [name, value] : change.items()) {
      if (name == "containers") {
        for (const json& container : value)
          for (json& there : base[name])
            if (there["name"] == container["name"]) merge(there, container);
      } else if (value.is_object() && base.contains(name)) {
        merge(base[name], value);
      } else {
        base[name] = value;
      }
    }
  }

  void apply(const json& patch) {
    const json change = read_yaml(files_, inside(patch["path"]));
    const json target = patch.contains("target") ? patch["target"] : json({{"kind", change["kind"]}, {"name", change["metadata"]["name"]}});
    if (change.is_object() && change.value("$patch", "") == "delete") {
      CHECK(std::erase_if(objects_,
                          [&](const json& object) { return object["kind"] == target["kind"] && object["metadata"]["name"] == target["name"]; }) == 1);
      return;
    }
    int found = 0;
    for (json& object : objects_) {
      if (object["kind"] != target["kind"] || object["metadata"]["name"] != target["name"]) continue;
      ++found;
      if (change.is_array())
        object = object.patch(change);
      else
        merge(object, change);
    }
    CHECK(found == 1);
  }

  void label(const json& labels) {
    for (json& object : objects_) {
      object["metadata"]["labels"].update(labels["pairs"]);
      if (labels.value("includeTemplates", false) && object.contains("/spec/template"_json_pointer))
        object["spec"]["template"]["metadata"]["labels"].update(labels["pairs"]);
    }
  }

  const Files& files_;
  std::string folder_;
  std::vector<json> objects_;
};

}  // namespace tradewind::test
