//! stub
#[derive(Clone, Debug)]
pub struct Window;
#[derive(Clone, Debug)]
pub struct DateError { pub range: std::ops::Range<usize>, pub message: String, pub help: Option<String> }
impl Window { pub fn parse(_: &str) -> Result<Window, DateError> { unimplemented!() }
 pub fn printed(&self) -> &str { "" } pub fn start_day(&self)->Option<i32>{None} pub fn end_day(&self)->Option<i32>{None}
 pub fn before(&self, _:&Window)->bool{false} pub fn is_day(&self)->bool{false} pub fn same_window(&self,_:&Window)->bool{false} pub fn overlaps(&self,_:&Window)->bool{false} pub fn same_day(&self,_:&Window)->bool{false} }
