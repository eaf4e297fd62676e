//! stub
#[derive(Clone, Debug)]
pub struct Window;
#[derive(Clone, Debug)]
pub struct DateError {
    pub range: std::ops::Range<usize>,
    pub message: String,
    pub help: Option<String>,
}
impl Window {
    pub fn parse(_: &str) -> Result<Window, DateError> {
        unimplemented!()
    }
    pub fn printed(&self) -> &str {
        ""
    }
    pub fn start_day(&self) -> Option<i32> {
        None
    }
    pub fn end_day(&self) -> Option<i32> {
        None
    }
    pub fn before(&self, _: &Window) -> bool {
        false
    }
    pub fn is_day(&self) -> bool {
        false
    }
    pub fn same_window(&self, _: &Window) -> bool {
        false
    }
    pub fn overlaps(&self, _: &Window) -> bool {
        false
    }
    pub fn same_day(&self, _: &Window) -> bool {
        false
    }
}
type R = Result<super::Value, super::ValueError>;
impl super::Value {
    pub fn at_least(v: super::Value) -> R {
        Ok(v)
    }
    pub fn at_most(v: super::Value) -> R {
        Ok(v)
    }
    pub fn more_than(v: super::Value) -> R {
        Ok(v)
    }
    pub fn less_than(v: super::Value) -> R {
        Ok(v)
    }
    pub fn about(v: super::Value) -> R {
        Ok(v)
    }
    pub fn between(v: super::Value, _: super::Value) -> R {
        Ok(v)
    }
    pub fn best(v: super::Value, _: super::Value, _: super::Value) -> R {
        Ok(v)
    }
    pub fn rounded(v: super::Value, _: super::Value) -> R {
        Ok(v)
    }
}
