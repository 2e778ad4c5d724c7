// Which catalogue entry a name means. Hugging Face ids, price lists, nvidia-smi and people all spell the same thing in their own way.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tradewind/scenarios/catalogue.h"

namespace tradewind {

// Case, separators and the owner before the last '/' do not count. If the name as it stands is unknown, words that do not change the architecture are
// left out (Instruct, hf, FP8, AWQ ...), then versions and dates (v0.1, 2507). "meta-llama/Meta-Llama-3.1-8B-Instruct" -> Llama-3.1-8B.
class ModelNames {
 public:
  explicit ModelNames(std::span<const ModelArchitecture> models);
  Named<ModelArchitecture> find(std::string_view name) const;

 private:
  std::span<const ModelArchitecture> models_;
  std::map<std::string, std::size_t, std::less<>> by_words_, by_words_without_version_;
};

// A name means the GPU that has all of its words (vendor words do not count); where several have, the one that lists the name as an alias of its own.
class GpuNames {
 public:
  explicit GpuNames(std::span<const CatalogueGpu> gpus);
  Named<CatalogueGpu> find(std::string_view name) const;

 private:
  std::span<const CatalogueGpu> gpus_;
  std::map<std::string, std::size_t, std::less<>> by_spelling_;
};

}  // namespace tradewind
