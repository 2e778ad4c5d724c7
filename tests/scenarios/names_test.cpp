#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <map>
#include <set>

#include "tradewind/scenarios/catalogue.h"

using namespace tradewind;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string model_named(const std::string& name) {
  const auto found = Catalogue::shipped().find_model(name);
  return found.entry == nullptr ? found.complaint : found.entry->name;
}

std::string gpu_named(const std::string& name) {
  const auto found = Catalogue::shipped().find_gpu(name);
  return found.entry == nullptr ? found.complaint : found.entry->name;
}

}  // namespace

TEST_CASE("model names as people write them", "[names]") {
  const std::map<std::string, std::string> cases{
      {"meta-llama/Llama-3.1-8B-Instruct", "Llama-3.1-8B"},
      {"meta-llama/Meta-Llama-3.1-8B", "Llama-3.1-8B"},
      {"meta-llama/Meta-Llama-3-8B-Instruct", "Llama-3-8B"},
      {"llama3.1-8b", "Llama-3.1-8B"},
      {"LLAMA_3.1_8B", "Llama-3.1-8B"},
      {"meta-llama/Llama-2-7b-hf", "Llama-2-7B"},
      {"meta-llama/Llama-2-70b-chat-hf", "Llama-2-70B"},
      {"meta-llama/Llama-3.2-3B-Instruct", "Llama-3.2-3B"},
      {"meta-llama/Llama-3.3-70B-Instruct", "Llama-3.3-70B"},
      {"mistralai/Mixtral-8x7B-v0.1", "Mixtral-8x7B"},
      {"mistralai/Mixtral-8x7B-Instruct-v0.1", "Mixtral-8x7B"},
      {"mistralai/Mixtral-8x22B-Instruct-v0.1", "Mixtral-8x22B"},
      {"codellama/CodeLlama-34b-Instruct-hf", "CodeLlama-34B"},
      {"RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic", "Llama-4-Scout"},
      {"meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8", "Llama-4-Maverick"},
      {"Qwen/Qwen3-14B", "Qwen3-14B"},
      {"Qwen/Qwen3-30B-A3B-Instruct-2507", "Qwen3-30B-A3B"},
      {"Qwen/Qwen3-235B-A22B-Thinking-2507-FP8", "Qwen3-235B-A22B"},
      {"Qwen/Qwen2.5-7B-Instruct", "Qwen2.5-7B"},
      {"Qwen/Qwen2-57B-A14B-Instruct", "Qwen2-57B-A14B"},
      {"Qwen/Qwen1.5-72B-Chat", "Qwen1.5-72B"},
      {"Qwen/Qwen2.5-Coder-32B-Instruct-AWQ", "Qwen2.5-32B"},
      {"01-ai/Yi-34B", "Yi-34B"},
      {"01-ai/Yi-34B-Chat", "Yi-34B"},
      {"mistralai/Mistral-Nemo-Instruct-2407", "Mistral-Nemo-12B"},
      {"mistralai/Mistral-7B-Instruct-v0.1", "Mistral-7B-v0.1"},
      {"mistralai/Mistral-7B-Instruct-v0.3", "Mistral-7B"},
      {"mistralai/Mistral-Small-24B-Instruct-2501", "Mistral-Small-24B"},
      {"mistralai/Mistral-Small-Instruct-2409", "Codestral-22B"},
      {"mistralai/Mistral-Large-Instruct-2411", "Mistral-Large-123B"},
      {"google/gemma-2-9b-it", "Gemma-2-9B"},
      {"google/gemma-3-27b-it", "Gemma-3-27B"},
      {"microsoft/Phi-3-mini-4k-instruct", "Phi-3-mini"},
      {"microsoft/phi-4", "Phi-4"},
      {"deepseek-ai/DeepSeek-R1", "DeepSeek-V3"},
      {"deepseek-ai/DeepSeek-V3-0324", "DeepSeek-V3"},
      {"deepseek-ai/DeepSeek-R1-Distill-Qwen-32B", "Qwen2.5-32B"},
      {"deepseek-ai/DeepSeek-V2-Lite-Chat", "DeepSeek-V2-Lite"},
      {"tiiuae/falcon-180B-chat", "Falcon-180B"},
      {"openai/gpt-oss-120b", "GPT-OSS-120B"},
      {"facebook/opt-13b", "OPT-13B"},
      {"bigscience/bloom", "Bloom-176B"},
      {"internlm/internlm-20b", "InternLM-20B"},
      {"Qwen/Qwen-72B", "Qwen1.5-72B"},
      {"microsoft/phi-2", "Phi-2"},
  };
  for (const auto& [written, meant] : cases) CHECK(model_named(written) == meant);
}

TEST_CASE("every spelling of an entry leads back to it", "[names]") {
  for (const ModelArchitecture& model : Catalogue::shipped().models()) {
    CHECK(model_named(model.name) == model.name);
    for (const std::string& alias : model.aliases) CHECK(model_named(alias) == model.name);
  }
  for (const CatalogueGpu& gpu : Catalogue::shipped().gpus()) {
    CHECK(gpu_named(gpu.name) == gpu.name);
    for (const std::string& alias : gpu.aliases) CHECK(gpu_named(alias) == gpu.name);
  }
  for (const IterationModel& table : Catalogue::shipped().kernel_tables()) {
    CHECK(model_named(table.model) == table.model);
    CHECK(gpu_named(table.gpu) == table.gpu);
  }
}

TEST_CASE("GPU names as people and tools write them", "[names]") {
  const std::map<std::string, std::string> cases{{"H100-SXM-80GB", "h100-sxm-80gb"},
                                                 {"H100", "h100-sxm-80gb"},
                                                 {"NVIDIA H100 80GB HBM3", "h100-sxm-80gb"},
                                                 {"h100_80g", "h100-sxm-80gb"},
                                                 {"H100 PCIe", "h100-pcie-80gb"},
                                                 {"NVIDIA H100 NVL", "h100-nvl-94gb"},
                                                 {"A100", "a100-sxm-80gb"},
                                                 {"A100-80GB", "a100-sxm-80gb"},
                                                 {"A100-SXM-80GB", "a100-sxm-80gb"},
                                                 {"NVIDIA A100-SXM4-80GB", "a100-sxm-80gb"},
                                                 {"A100-SXM4-40GB", "a100-sxm-40gb"},
                                                 {"NVIDIA A100 80GB PCIe", "a100-pcie-80gb"},
                                                 {"NVIDIA L40S", "l40s-48gb"},
                                                 {"L40S-48GB", "l40s-48gb"},
                                                 {"Tesla T4", "t4"},
                                                 {"Tesla V100-SXM2-32GB", "v100-sxm-32gb"},
                                                 {"NVIDIA GeForce RTX 4090", "rtx-4090-24gb"},
                                                 {"RTX4090", "rtx-4090-24gb"},
                                                 {"RTXPRO6000", "rtx-pro-6000-96gb"},
                                                 {"NVIDIA H200", "h200-sxm-141gb"},
                                                 {"B200", "b200-sxm-180gb"},
                                                 {"NVIDIA A10G", "a10g-24gb"},
                                                 {"a40", "a40"},
                                                 {"a30", "a30"}};
  for (const auto& [written, meant] : cases) CHECK(gpu_named(written) == meant);
  CHECK(gpu_named("V100 SXM") == "\"V100 SXM\" may be any of v100-sxm-16gb, v100-sxm-32gb");
}

TEST_CASE("an unknown name gets a proposal or none", "[names]") {
  CHECK(model_named("Llama-3.1-9B") == "there is no model \"Llama-3.1-9B\" in the catalogue; did you mean \"Llama-3.1-8B\"?");
  CHECK(model_named("an-invention-of-mine") == "there is no model \"an-invention-of-mine\" in the catalogue");
  CHECK_THAT(gpu_named("H100-SMX-80GB"), ContainsSubstring("did you mean \"h100-sxm-80gb\"?"));
  CHECK_THAT(gpu_named(""), ContainsSubstring("there is no GPU \"\""));
  CHECK_THAT(model_named(""), ContainsSubstring("there is no model \"\""));
}
